# A cloud of one's own, and ways to ask it. Sourced by the benchmarks, which run in the repository's root.

port=4599
endpoint=http://localhost:$port
data=$(mktemp -d)/cloud
# Instances outlive their cloud's process; the reset ends them.
trap 'curl -s -o /dev/null -X POST "$endpoint/_cloudlet/reset"; ./cloudlet down --data "$data" >/dev/null 2>&1; rm -rf --one-file-system "$(dirname "$data")"' EXIT

up() { ./cloudlet up --data "$data" --port $port "$@"; }
down() { ./cloudlet down --data "$data" >/dev/null; }
millis() { echo $(($(date +%s%N) / 1000000)); }

# ask SERVICE CURL-ARGUMENTS...: a call of the root user, signed by curl
ask() {
  service=$1
  shift
  curl -s -m 60 --aws-sigv4 "aws:amz:us-east-1:$service" --user test:test "$@"
}

# The SHA-256 of nothing, which S3 wants to have said.
nothing=x-amz-content-sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855

ec2() { ask ec2 -d "Version=2016-11-15&$1" "$endpoint/"; }

# median, least and most of the numbers that come in
spread() { sort -n | awk '{ all[NR] = $1 } END { printf "%d (%d to %d) ms", all[int((NR + 1) / 2)], all[1], all[NR] }'; }

first_image() { ec2 Action=DescribeImages | tr '<' '\n' | sed -n 's/^imageId>\(ami-.*\)/\1/p' | head -n 1; }

# instance IMAGE: launches one with user data and prints its id
instance() {
  ec2 "Action=RunInstances&ImageId=$1&InstanceType=t3.nano&MinCount=1&MaxCount=1&UserData=$(printf '#!/bin/sh\ntouch /run/started\n' | base64)" |
    tr '<' '\n' | sed -n 's/^instanceId>\(i-.*\)/\1/p'
}

until_running() {
  until ec2 "Action=DescribeInstances&InstanceId.1=$1" | grep -q '<name>running</name>'; do sleep 0.005; done
}
