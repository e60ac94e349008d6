# CodeDeploy rolls artifacts onto the group while visitors keep coming.
start_deployment() { # RELEASE
  run deploy create-deployment --application-name "$app" --deployment-group-name "$group" \
    --s3-location "bucket=$bucket,key=hello-$1.zip,bundleType=zip" --query deploymentId --output text
}
deployment_status() { ask deploy get-deployment --deployment-id "$1" --query deploymentInfo.status --output text; }
deployment_over() { case $(deployment_status "$1") in Succeeded | Failed | Stopped) ;; *) return 1 ;; esac; }

# ship RELEASE: deploys and waits; every instance is taken out of the load balancer, changed, and put back.
ship() {
  local id
  id=$(start_deployment "$1")
  await "deployment $id of $1 is over" 300 deployment_over "$id"
  [ "$(deployment_status "$id")" = Succeeded ] || {
    ask deploy get-deployment --deployment-id "$id" --query deploymentInfo.errorInformation >&2
    fail "the deployment of $1 ended as $(deployment_status "$id")"
  }
  run deploy get-deployment --deployment-id "$id" --query 'deploymentInfo.[status,deploymentOverview]' --output json | tr -d '\n ' | sed 's/^/  /'
  echo
}

answers() { curl -sf -m 5 "$url/" | grep -q "$1"; }

deploy() {
  chapter "5. CodeDeploy ships it, one instance at a time"
  quiet deploy create-application --application-name "$app"
  quiet deploy create-deployment-group --application-name "$app" --deployment-group-name "$group" --service-role-arn "$(arn "$deploy_role")" \
    --auto-scaling-groups "$group" --deployment-config-name CodeDeployDefault.OneAtATime \
    --deployment-style deploymentType=IN_PLACE,deploymentOption=WITH_TRAFFIC_CONTROL --load-balancer-info 'targetGroupInfoList=[{name=hello}]' \
    --auto-scaling-groups "$group" --auto-rollback-configuration enabled=true,events=DEPLOYMENT_FAILURE
  ship v1
  await "the site answers with v1 at $url" 60 answers v1
  say "now v2, while visitors keep coming"
  build_release v2
  start_visitors
  ship v2
  stop_visitors
  count_visitors "the rolling deployment"
  await "the site answers with v2" 10 answers v2
}
