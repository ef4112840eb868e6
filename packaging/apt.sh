# shellcheck shell=bash
# What ./linli asks of apt. The machine's own apt sources are read, never changed: a suite that they
# do not name (bookworm-backports, and forky or sid for one source package) is added in a private
# configuration under build/apt, from the same mirror and under Debian's archive keys.

DEBIAN_KEYRING=/usr/share/keyrings/debian-archive-keyring.gpg

# as_root COMMAND…: runs it as root, through sudo where that is needed.
as_root() {
  if [[ $EUID -eq 0 ]]; then
    "$@"
  elif command -v sudo > /dev/null; then
    sudo "$@"
  else
    echo "Installing packages needs root: run this as root, or install sudo." >&2
    return 1
  fi
}

# debian_codename: bookworm, trixie, …
debian_codename() (
  # shellcheck source=/dev/null
  . /etc/os-release
  echo "${VERSION_CODENAME:-unknown}"
)

# debian_mirror: the address of the Debian mirror that the machine's sources name. apt itself reads
# them, so every format it knows is understood; an address that ends in "debian" is preferred to
# another archive that also serves this suite.
debian_mirror() {
  local suites addresses
  suites="$(debian_codename)|stable|oldstable|testing|unstable|sid"
  addresses=$(apt-get update --print-uris 2> /dev/null \
    | sed -nE "s#^'([^']+)/dists/($suites)/(InRelease|main/.*)'.*#\1#p")
  { grep -E 'debian/?$' <<< "$addresses" || cat <<< "$addresses"; } | head -n 1 | grep . || {
    echo "apt's sources name no Debian mirror for $(debian_codename)." >&2
    return 1
  }
}

# has_suite SUITE: whether the machine's sources name it.
has_suite() {
  grep -q "/dists/$1/" < <(apt-get update --print-uris 2> /dev/null)
}

# private_apt DIRECTORY SOURCE-LINE…: makes an apt configuration of its own in DIRECTORY and prints
# the file for apt-get's -c. With no lines it has no sources but those put in DIRECTORY/sources.
private_apt() {
  local directory=$1
  shift
  mkdir -p "$directory"/{sources,lists/partial,cache/archives/partial}
  printf '%s\n' "$@" > "$directory/sources/linli.list"
  cat > "$directory/apt.conf" << CONFIGURATION
Dir::Etc::SourceList "/dev/null";
Dir::Etc::SourceParts "$directory/sources";
Dir::State::Lists "$directory/lists";
Dir::Cache "$directory/cache";
Acquire::Languages "none";
APT::Keep-Downloaded-Packages "false";
CONFIGURATION
  echo "$directory/apt.conf"
}

# missing_packages FILE…: the packages of these lists that are not installed, or older than asked;
# one that is wanted for a command is not missing where the command is there from elsewhere.
missing_packages() {
  local -A installed
  local name version status least
  while read -r name version status; do
    [[ $status == installed ]] && installed[$name]=$version
  done < <(dpkg-query -W -f '${Package} ${Version} ${db:Status-Status}\n')
  while read -r name least; do
    if [[ $least == for:* ]]; then
      command -v "${least#for:}" > /dev/null && continue
      least=''
    fi
    if [[ -z ${installed[$name]-} ]] \
      || dpkg --compare-versions "${installed[$name]}" lt "${least:-0}"; then
      echo "$name${least:+ $least}"
    fi
  done < <(sed -E '/^(#|$)/d' "$@")
}

# install_packages DIRECTORY: installs the packages of standard input (name, least version), those
# with a least version from backports on Debian 12. Only apt runs as root.
install_packages() {
  local directory=$1 codename name least configuration mirror
  local -a lines=() wanted=()
  codename=$(debian_codename)
  if [[ $codename == bookworm ]] && ! has_suite bookworm-backports; then
    mirror=$(debian_mirror) || return 1
    lines=("deb [signed-by=$DEBIAN_KEYRING] $mirror bookworm-backports main")
  fi
  while read -r name least; do
    [[ $codename == bookworm && -n $least ]] && name+=/bookworm-backports
    wanted+=("$name")
  done
  rm -rf "$directory"
  configuration=$(private_apt "$directory" "${lines[@]}")
  link_machine_sources "$directory/sources"
  as_root apt-get -c "$configuration" -q update \
    && as_root env DEBIAN_FRONTEND=noninteractive apt-get -c "$configuration" -q -y \
      --no-install-recommends install "${wanted[@]}" \
    && as_root rm -rf "$directory"
}

# link_machine_sources DIRECTORY: lets a private configuration read the machine's sources too.
link_machine_sources() {
  local file list parts
  eval "$(apt-config shell list Dir::Etc::SourceList/f parts Dir::Etc::SourceParts/d)"
  [[ -s $list ]] && ln -s "$list" "$1/machine.list"
  for file in "$parts"/*.list "$parts"/*.sources; do
    [[ -e $file ]] && ln -s "$file" "$1/"
  done
  return 0
}
