#!/usr/bin/env bash
# clean_root.sh SOURCE DEBS ROOT: installs both packages of the directory DEBS into a minimal root of
# this machine's own Debian release, made in ROOT once and used again, tries them there, and purges
# them. Installs nothing on the machine itself.
set -euo pipefail
readonly source=$1 debs=$2 root=$3
# shellcheck source=packaging/apt.sh
. "$source/packaging/apt.sh"
# shellcheck source=packaging/root.sh
. "$source/packaging/root.sh"

# ctest counts this as skipped.
skip() {
  echo "skipped: $1"
  exit 77
}

fail() {
  echo "FAILED: $1"
  exit 1
}

# prepare CODENAME: makes the root unless there is a whole one.
prepare() {
  local -a backports=()
  [[ -e $root.made ]] && return
  if [[ $1 == bookworm ]]; then
    backports=("deb $(debian_mirror) bookworm-backports main")
  fi
  make_root "$1" "$root" "${backports[@]}"
  touch "$root.made"
}

# install_packages_there CODENAME
install_packages_there() {
  local -a arguments=(/tmp/debs/linli-kiosk.deb /tmp/debs/linli-centre.deb)
  [[ $1 == bookworm ]] && arguments+=(libsqlcipher1/bookworm-backports)
  rm -rf "$root/tmp/debs"
  mkdir -p "$root/tmp/debs"
  cp "$debs"/linli-kiosk_*.deb "$root/tmp/debs/linli-kiosk.deb"
  cp "$debs"/linli-centre_*.deb "$root/tmp/debs/linli-centre.deb"
  in_root "$root" env DEBIAN_FRONTEND=noninteractive apt-get -q -y --no-install-recommends \
    -o APT::Keep-Downloaded-Packages=false install "${arguments[@]}" > "$root.log" 2>&1 || {
    tail -n 40 "$root.log"
    fail "the packages do not install"
  }
}

check_programs() {
  local program
  for program in linli-kiosk linlictl linli-centre; do
    in_root "$root" "$program" --help | grep -q "$program" || fail "$program --help"
    if in_root "$root" ldd "/usr/bin/$program" | grep 'not found'; then
      fail "$program lacks a library that its package should depend on"
    fi
  done
}

# A root without devices has troubles to report; doctor reports them, and does not fall over one.
check_doctor() {
  local status=0 said
  said=$(in_root "$root" linlictl doctor 2>&1) || status=$?
  echo "$said"
  [[ $status -le 1 && -n $said ]] || fail "linlictl doctor ended with $status"
}

check_services() {
  local service
  in_root "$root" systemd-analyze verify linli-kiosk.service linli-centre.service \
    || fail "systemd finds fault with a unit"
  for service in linli-kiosk linli-centre; do
    [[ -L $root/etc/systemd/system/multi-user.target.wants/$service.service ]] \
      || fail "$service is not enabled"
  done
  [[ $(in_root "$root" stat -c '%U %a' /var/lib/linli) == "linli 700" ]] \
    || fail "/var/lib/linli is not the terminal's alone"
  [[ $(in_root "$root" stat -c '%U %a' /var/lib/linli-centre) == "linli-centre 700" ]] \
    || fail "/var/lib/linli-centre is not the centre's alone"
}

check_purge() {
  local left
  touch "$root/var/lib/linli/unsent"
  in_root "$root" dpkg --purge linli-kiosk linli-centre > "$root.log" 2>&1 || {
    cat "$root.log"
    fail "the packages cannot be purged"
  }
  left=$(find "$root/usr" "$root/etc" -iname '*linli*' -not -name '*.dpkg-*')
  [[ -z $left ]] || fail "purging leaves $left"
  [[ -e $root/var/lib/linli/unsent ]] || fail "purging lost what was not yet sent"
  rm "$root/var/lib/linli/unsent"
}

main() {
  local codename
  [[ $EUID -eq 0 ]] || skip "making a root needs root"
  command -v mmdebstrap > /dev/null || skip "no mmdebstrap"
  codename=$(debian_codename)
  prepare "$codename"
  install_packages_there "$codename"
  check_programs
  check_doctor
  check_services
  check_purge
  echo "both packages install, answer and go"
}

main
