# Runs a command of a service, in a mount namespace of its own, as systemd would: in a root of its own that can only be
# read but for the directory of its state, as a user without any rights, and with few system calls.
# usage: sh root.sh DIRECTORY PROGRAM UID SCRIPT FILTER COMMAND...   DIRECTORY: files/ for that root, state/
set -e
directory=$1 program=$2 uid=$3 script=$4 filter=$5
shift 5
mkdir -p "$directory/over" "$directory/root"
# A file system of its own: what lies over the root may not be a part of it.
mount -t tmpfs over "$directory/over"
cp -a "$directory/files/." "$directory/over"
mkdir -p "$directory/over/usr/lib/procsnap" "$directory/over/var/lib/procsnap"
mount -t overlay -o "ro,lowerdir=$directory/over:/" root "$directory/root"
cd "$directory/root"
mount --rbind /proc proc
mount --rbind /dev dev
mount -t tmpfs -o mode=1777 tmp tmp
mount --bind "$program" usr/lib/procsnap
mount -o remount,bind,ro usr/lib/procsnap
mount --bind "$directory/state" var/lib/procsnap
chown "$uid:$uid" var/lib/procsnap
chmod 700 var/lib/procsnap
umask 0077
exec chroot . setpriv --reuid "$uid" --regid "$uid" --clear-groups --no-new-privs --bounding-set -all --inh-caps -all \
  python3 -c "$(cat "$script")" "$filter" "$@"
