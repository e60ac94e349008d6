# An alarm on the group's CPU makes it grow under load, another makes it shrink.
scaling_alarm() { # NAME COMPARISON THRESHOLD ADJUSTMENT
  local policy
  policy=$(run autoscaling put-scaling-policy --auto-scaling-group-name "$group" --policy-name "$1" --adjustment-type ChangeInCapacity \
    --scaling-adjustment "$4" --cooldown 10 --query PolicyARN --output text)
  run cloudwatch put-metric-alarm --alarm-name "$1" --namespace AWS/EC2 --metric-name CPUUtilization --dimensions "Name=AutoScalingGroupName,Value=$group" \
    --statistic Average --period 10 --evaluation-periods 2 --comparison-operator "$2" --threshold "$3" --alarm-actions "$policy"
}

grown() { [ "$(size)" -gt 2 ]; }

loaders=
load() {
  for _ in 1 2 3 4 5 6 7 8; do
    ( while :; do curl -s -o "$work/load.$BASHPID" -m 10 "$url/work?ms=500" || true; done ) &
    loaders="$loaders $!"
  done
}

stop_load() {
  [ -z "$loaders" ] || { kill $loaders 2>/dev/null || true; wait $loaders 2>/dev/null || true; }
  loaders=
}

scale() {
  chapter "6. Load makes the group grow, quiet makes it shrink"
  # Far above what idle instances use, and within reach where others keep the machine busy too.
  scaling_alarm hello-busy GreaterThanThreshold 5 1
  load
  await "the group has grown to more than two instances" 180 grown
  run autoscaling describe-scaling-activities --auto-scaling-group-name "$group" --query 'Activities[0].[Description,Cause]' --output text
  stop_load
  scaling_alarm hello-idle LessThanThreshold 2 -1
  await "quiet has shrunk it to two again" 240 in_service 2
  quiet cloudwatch delete-alarms --alarm-names hello-busy hello-idle
}
