# A revision whose validation hook fails is taken back by itself.
rolled_back() { [ "$(ask deploy get-deployment --deployment-id "$1" --query deploymentInfo.rollbackInfo.rollbackDeploymentId --output text)" != None ]; }

rollback() {
  chapter "7. A broken revision fails its validation, and is rolled back"
  build_release broken
  local id back
  start_visitors
  id=$(start_deployment broken)
  await "deployment $id is over" 300 deployment_over "$id"
  [ "$(deployment_status "$id")" = Failed ] || fail "the broken revision was accepted"
  run deploy get-deployment --deployment-id "$id" --query 'deploymentInfo.errorInformation.[code,message]' --output text
  await "the rollback has begun" 30 rolled_back "$id"
  back=$(run deploy get-deployment --deployment-id "$id" --query deploymentInfo.rollbackInfo.rollbackDeploymentId --output text)
  await "the rollback $back is over" 300 deployment_over "$back"
  [ "$(deployment_status "$back")" = Succeeded ] || fail "the rollback ended as $(deployment_status "$back")"
  stop_visitors
  count_visitors "the failed deployment and its rollback"
  await "the site answers with v2 again" 10 answers v2
}
