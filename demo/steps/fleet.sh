# A group of instances over two zones, behind an application load balancer.
fleet() {
  chapter "3. An Auto Scaling group behind a load balancer"
  local vpc subnets image balancer_group instance_group
  vpc=$(run ec2 describe-vpcs --filters Name=is-default,Values=true --query 'Vpcs[0].VpcId' --output text)
  subnets=$(run ec2 describe-subnets --filters "Name=vpc-id,Values=$vpc" --query 'Subnets[:2].SubnetId' --output text | tr '\t' ' ')
  image=$(run ec2 describe-images --owners amazon --query 'Images[0].ImageId' --output text)
  balancer_group=$(run ec2 create-security-group --group-name hello-balancer --description "the balancer" --vpc-id "$vpc" --query GroupId --output text)
  quiet ec2 authorize-security-group-ingress --group-id "$balancer_group" --protocol tcp --port 80 --cidr 0.0.0.0/0
  instance_group=$(run ec2 create-security-group --group-name hello-instance --description "the instances" --vpc-id "$vpc" --query GroupId --output text)
  quiet ec2 authorize-security-group-ingress --group-id "$instance_group" --ip-permissions \
    "IpProtocol=tcp,FromPort=8080,ToPort=8080,UserIdGroupPairs=[{GroupId=$balancer_group}]"
  quiet ec2 create-launch-template --launch-template-name hello --launch-template-data "{\"ImageId\":\"$image\",\"InstanceType\":\"t3.micro\",
    \"IamInstanceProfile\":{\"Name\":\"$instance_role\"},\"SecurityGroupIds\":[\"$instance_group\"],
    \"UserData\":\"$(printf '#!/bin/sh\necho an instance of the tour is up\n' | base64 -w0)\"}"

  local balancer
  balancer=$(run elbv2 create-load-balancer --name hello --subnets $subnets --security-groups "$balancer_group" --query 'LoadBalancers[0].LoadBalancerArn' --output text)
  targets=$(run elbv2 create-target-group --name hello --protocol HTTP --port 8080 --vpc-id "$vpc" --health-check-path /health \
    --health-check-interval-seconds 5 --health-check-timeout-seconds 4 --healthy-threshold-count 2 --unhealthy-threshold-count 2 --query 'TargetGroups[0].TargetGroupArn' --output text)
  quiet elbv2 modify-target-group-attributes --target-group-arn "$targets" --attributes Key=deregistration_delay.timeout_seconds,Value=5
  quiet elbv2 create-listener --load-balancer-arn "$balancer" --protocol HTTP --port 80 --default-actions "Type=forward,TargetGroupArn=$targets"

  quiet autoscaling create-auto-scaling-group --auto-scaling-group-name "$group" --launch-template LaunchTemplateName=hello --min-size 2 --max-size 4 \
    --desired-capacity 2 --default-cooldown 10 --vpc-zone-identifier "${subnets// /,}" --target-group-arns "$targets"
  await "two instances are in service" 60 in_service 2
  run autoscaling describe-auto-scaling-groups --auto-scaling-group-names "$group" \
    --query 'AutoScalingGroups[0].Instances[].[InstanceId,AvailabilityZone,LifecycleState]' --output text
  local dns port
  dns=$(run elbv2 describe-load-balancers --names hello --query 'LoadBalancers[0].DNSName' --output text)
  port=${CLOUDLET_ENDPOINT##*:}
  url="http://$dns:${port%%/*}"
}

size() {
  ask autoscaling describe-auto-scaling-groups --auto-scaling-group-names "$group" \
    --query "length(AutoScalingGroups[0].Instances[?LifecycleState=='InService'])" --output text
}
in_service() { [ "$(size)" = "$1" ]; }
