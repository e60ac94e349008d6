# What the user's policy does not allow is refused, in AWS's words, and stands in the trail.
refused_event() {
  [ "$(ask cloudtrail lookup-events --lookup-attributes AttributeKey=EventName,AttributeValue=DeleteBucket \
    --query "length(Events)" --output text)" != 0 ]
}

refuse() {
  chapter "8. What the policy does not allow"
  if run s3api delete-bucket --bucket "$bucket"; then fail "the user could delete the bucket"; fi
  if run iam create-user --user-name intruder; then fail "the user could create a user"; fi
  await "the refusal is in the trail" 20 refused_event
  say "the statement that refused it:"
  ask cloudtrail lookup-events --lookup-attributes AttributeKey=EventName,AttributeValue=DeleteBucket --query 'Events[0].CloudTrailEvent' --output text |
    grep -o '"decision":"[^}]*"' | head -1 | sed 's/^/    /'
}
