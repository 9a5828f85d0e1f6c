#!/bin/sh
# fresh.sh start|check|all: does withus get going on a new machine?
#
# Puts a bare Debian into a folder by debootstrap, from the archive that this
# machine uses and with its settings of apt; adds git and make, nothing else;
# clones the last commit into it; then runs `make start`, or what a server
# that checks runs (.ci/run), with nobody at the keyboard and no terminal.
# `all` does both, each on a machine of its own.
#
# Needs root and debootstrap. Everything happens in name spaces of its own,
# so that processes and mounts end with it, however it ends.
set -eu

say() { echo "fresh: $*" >&2; }
die() { say "$*"; exit 1; }

top=$(cd "$(dirname "$0")/.." && pwd)
[ -r /etc/os-release ] && . /etc/os-release
release=${VERSION_CODENAME:-bookworm}

# The archive that serves this release here.
find_mirror() {
	apt-get indextargets --format '$(REPO_URI) $(RELEASE) $(COMPONENT)' \
		'Created-By: Packages' | while read -r uri name part; do
		[ "$name $part" = "$release main" ] && echo "$uri" && break
	done
}

# A new machine knows its own archive, not those that were added to this one.
copy_apt() {
	host=${mirror#*://} host=${host%%/*}
	rm -f "$root/etc/apt/sources.list"
	for file in /etc/apt/sources.list /etc/apt/sources.list.d/*; do
		[ -f "$file" ] || continue
		case $(cat "$file") in
		*"$host"*) cp "$file" "$root$file" ;;
		esac
	done
	for folder in apt.conf.d preferences.d trusted.gpg.d keyrings; do
		[ -d "/etc/apt/$folder" ] || continue
		mkdir -p "$root/etc/apt/$folder"
		cp -r "/etc/apt/$folder/." "$root/etc/apt/$folder/"
	done
	for file in /etc/apt/apt.conf /etc/apt/trusted.gpg; do
		[ ! -f "$file" ] || cp "$file" "$root$file"
	done
	mkdir -p "$root/usr/share/keyrings"
	cp /usr/share/keyrings/* "$root/usr/share/keyrings/"
	cp /etc/resolv.conf /etc/hosts "$root/etc/"
}

# debootstrap and apt take their proxy from different places.
set_proxy() {
	eval "$(apt-config shell http_proxy Acquire::http::Proxy \
		https_proxy Acquire::https::Proxy)"
	[ -z "${http_proxy:-}" ] || export http_proxy
	[ -z "${https_proxy:-}" ] || export https_proxy
}

mount_all() {
	mount -t proc proc "$root/proc"
	mkdir -p "$root/dev/pts" "$root/dev/shm"
	mount -t devpts -o newinstance,ptmxmode=0666,mode=0620 devpts \
		"$root/dev/pts"
	ln -sf pts/ptmx "$root/dev/ptmx"
	mount -t tmpfs -o mode=1777 tmpfs "$root/dev/shm"
}

# A file that did not come through may the second time.
bootstrap() {
	rm -rf "${root:?}"/*
	debootstrap --variant=minbase --include=git,make "$release" "$root" \
		"$mirror" >"$root.log" 2>&1
}

# The inner part: pid 1 of its own name space.
inside() {
	root=$1
	mirror=$(find_mirror)
	[ -n "$mirror" ] || die "no archive of $release in the settings of apt"
	set_proxy
	say "$release from $mirror"
	bootstrap || bootstrap || {
		tail -n 20 "$root.log" >&2
		die "debootstrap failed"
	}
	copy_apt
	mount_all
	git clone --quiet --no-hardlinks "$top" "$root/root/withus"
	case $2 in
	start) command='make start' ;;
	check) command='.ci/run' ;;
	esac
	say "$command"
	{
		status=0
		chroot "$root" env -i HOME=/root TERM=dumb \
			PATH=/usr/sbin:/usr/bin:/sbin:/bin \
			sh -c "cd /root/withus && $command" </dev/null 2>&1 ||
			status=$?
		echo $status >"$root.status"
	} | cat
	exit "$(cat "$root.status")"
}

child=
root=
clean() {
	[ -z "$child" ] || kill -KILL "$child" 2>/dev/null || :
	[ -z "$child" ] || wait "$child" 2>/dev/null || :
	[ -z "$root" ] || rm -rf --one-file-system "$root" "$root.log" \
		"$root.status"
	child= root=
}

# In the background, so that a signal need not wait for it.
try_one() {
	root=$(mktemp -d "${TMPDIR:-/tmp}/withus-fresh.XXXXXX")
	chmod 755 "$root"
	began=$(date +%s)
	unshare --mount --pid --fork --kill-child \
		sh "$0" --inside "$root" "$1" &
	child=$!
	status=0
	wait $child || status=$?
	child=
	say "$1: exit status $status after $(($(date +%s) - began)) s"
	clean
	return $status
}

case ${1:-} in
--inside) inside "$2" "$3" ;;
start | check) wanted=$1 ;;
all) wanted='start check' ;;
*)
	echo "usage: tests/fresh.sh start|check|all" >&2
	exit 2
	;;
esac

[ "$(id -u)" = 0 ] || die "needs root, to make another root"
command -v debootstrap >/dev/null || die "needs debootstrap"
trap clean EXIT
trap 'exit 130' HUP INT TERM
for one in $wanted; do
	try_one "$one"
done
