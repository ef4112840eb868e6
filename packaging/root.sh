# shellcheck shell=bash
# Minimal Debian roots in a directory, to try in what nothing was installed by hand. Needs root,
# mmdebstrap, and packaging/apt.sh.

MACHINE_CERTIFICATES=/etc/ssl/machine-certificates.crt

# make_root RELEASE DIRECTORY [MMDEBSTRAP-ARGUMENT…]: a root that reaches the mirror as this machine
# does, with its package lists kept.
make_root() {
  local release=$1 directory=$2 mirror
  shift 2
  mirror=$(debian_mirror) || return 1
  rm -rf --one-file-system "$directory"
  mkdir -p "$(dirname "$directory")"
  mmdebstrap --quiet --variant=minbase --skip=cleanup/apt/lists "$release" "$directory" \
    "deb $mirror $release main" "$@"
  # Proxies, and leave to use a frozen mirror, belong to the machine and not to what is tried.
  apt-config dump | grep -E '^Acquire::(http|https|Check|Retries)' \
    > "$directory/etc/apt/apt.conf.d/90machine" || true
  cp -L /etc/resolv.conf /etc/hosts "$directory/etc/"
  # As do certificates that its administrator trusts; npm knows them only when told.
  mkdir -p "$directory/etc/ssl"
  cp -L /etc/ssl/certs/ca-certificates.crt "$directory$MACHINE_CERTIFICATES"
}

# in_root DIRECTORY COMMAND…: runs it there as root, with mounts and processes of its own: when it
# ends nothing runs on, and nothing stays mounted.
in_root() {
  # shellcheck disable=SC2016
  unshare --mount --pid --fork --kill-child --propagation private bash -c '
    directory=$1
    shift
    mount --bind "$directory" "$directory"  # a mount point, as a root should be
    mount -t proc proc "$directory/proc"
    mount --rbind /dev "$directory/dev"
    mount --rbind /sys "$directory/sys"
    mount -t tmpfs tmpfs "$directory/run"
    certificates=$1
    shift
    exec env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root CI="${CI-}" \
      NODE_EXTRA_CA_CERTS="$certificates" chroot "$directory" "$@"
  ' bash "$1" "$MACHINE_CERTIFICATES" "${@:2}"
}
