# CodeBuild turns the source into an artifact, by the source's own buildspec.
build_release() { # RELEASE: uploads and builds it; its artifact is hello-RELEASE.zip
  upload_source "$1"
  local id status
  id=$(run codebuild start-build --project-name "$app" --artifacts-override "type=S3,location=$bucket,name=hello-$1.zip,packaging=ZIP" --query build.id --output text)
  build_log "$id" &
  local follower=$!
  until status=$(ask codebuild batch-get-builds --ids "$id" --query 'builds[0].buildStatus' --output text); [ "$status" != IN_PROGRESS ]; do sleep 1; done
  sleep 1
  kill $follower 2>/dev/null || true
  wait $follower 2>/dev/null || true
  [ "$status" = SUCCEEDED ] || fail "the build ended as $status"
  good "build $id $status"
}

# The log as it grows, by the token that each answer gives for the next question.
build_log() {
  local token= answer next
  until answer=$(ask logs get-log-events --log-group-name "/aws/codebuild/$app" --log-stream-name "${1#*:}" --start-from-head --output json 2>/dev/null); do sleep 0.3; done
  while :; do
    printf '%s' "$answer" | sed -n 's/^ *"message": "\(.*\)",*$/\1/p' | sed "s/\\\\n\$//; s/\\\\\"/\"/g; s/^/    $dim/; s/\$/$plain/"
    next=$(printf '%s' "$answer" | sed -n 's/.*"nextForwardToken": "\(.*\)".*/\1/p')
    [ "$next" != "$token" ] || sleep 0.5
    token=$next
    answer=$(ask logs get-log-events --log-group-name "/aws/codebuild/$app" --log-stream-name "${1#*:}" --next-token "$token" --start-from-head --output json)
  done
}

build() {
  chapter "4. CodeBuild builds the source"
  quiet codebuild create-project --name "$app" --source "type=S3,location=$bucket/source.zip" \
    --artifacts "type=S3,location=$bucket,name=hello.zip,packaging=ZIP" \
    --environment "type=LINUX_CONTAINER,image=cloudlet/host-userland,computeType=BUILD_GENERAL1_SMALL" --service-role "$(arn "$build_role")"
  build_release v1
}
