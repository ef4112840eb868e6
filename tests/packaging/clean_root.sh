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
  # A purge keeps what was stored; each run begins without.
  rm -rf "$root/var/lib/linli" "$root/var/lib/linli-centre"
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

# A root has no devices and no centre, and doctor says so; nothing that the package brings is broken,
# and what root's doctor writes is the terminal's own.
check_doctor() {
  local status=0 said foreign
  said=$(in_root "$root" linlictl doctor 2>&1) || status=$?
  echo "$said"
  [[ $status -eq 1 && $said != *BROKEN* ]] || fail "linlictl doctor ended with $status"
  grep -qE '^ok +services:' <<< "$said" || fail "the services are not there"
  grep -qE '^attention +card reader:' <<< "$said" || fail "the absent reader is not mentioned"
  foreign=$(in_root "$root" find /var/lib/linli ! -user linli)
  [[ -z $foreign ]] || fail "not the terminal's own: $foreign"
}

# The terminal starts as its own user with the settings, fonts and assets that were installed,
# answers linlictl, and ends when told to.
check_terminal_runs() {
  # shellcheck disable=SC2016
  in_root "$root" bash -c '
    install -d -o linli -g linli /run/linli
    setpriv --reuid=linli --regid=linli --init-groups linli-kiosk --window offscreen &
    for _ in {1..100}; do [[ -S /run/linli/control.sock ]] && break; sleep 0.1; done
    linlictl queue list && kill -TERM $! && wait $!
  ' > "$root.log" 2>&1 || {
    cat "$root.log"
    fail "the terminal does not run"
  }
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
  check_terminal_runs
  check_services
  check_purge
  echo "both packages install, answer and go"
}

main
