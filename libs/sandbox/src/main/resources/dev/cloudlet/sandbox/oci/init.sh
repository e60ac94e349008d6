#!/bin/sh
# The first process of a machine, and the way into it for every exec. Its output is the machine's console.
case $1 in
exec)
    # exec DIRECTORY COMMAND...
    cd "$2" 2>/dev/null || { echo "cloudlet: cannot enter $2" >&2; exit 126; }
    shift 2
    exec "$@"
    ;;
command)
    # command DIRECTORY COMMAND...: ends with the command. The driver signals every process, so this one only waits.
    trap : TERM
    mkdir -p "$2" && cd "$2" || { echo 126 >/run/cloudlet/exit; exit 126; }
    shift 2
    "$@"
    code=$?
    echo "$code" >/run/cloudlet/exit
    exit "$code"
    ;;
esac

# instance ID
exec 2>&1
id=$2
power_off() {
    trap '' TERM
    echo "cloudlet: power off"
    kill -s TERM -- -1 2>/dev/null
    while kill -s 0 -- -1 2>/dev/null; do sleep 0.05; done
    echo 0 >/run/cloudlet/exit
    exit 0
}
trap power_off TERM
echo "cloudlet: boot of $id at $(date -u +%Y-%m-%dT%H:%M:%SZ)"
[ -x /etc/rc.local ] && /etc/rc.local
for script in /var/lib/cloud/scripts/per-boot/*; do
    [ -x "$script" ] && "$script"
done
# Marked by id: a machine started from an image of this one runs its own user data.
own=/var/lib/cloud/instances/$id
if [ -s "$own/user-data.txt" ] && [ ! -e "$own/user-data.ran" ]; then
    : >"$own/user-data.ran"
    {
        "$own/user-data.txt"
        echo "cloudlet: user data ended with $?"
    } 2>&1 | tee -a /var/log/cloud-init-output.log &
fi
echo "cloudlet: up"
# Waiting reaps the orphans that the kernel hands to the first process.
while :; do
    sleep 2147483647 &
    wait $!
done
