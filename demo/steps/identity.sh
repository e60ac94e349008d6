# A user with a policy and access keys, and the roles that builds, instances and deployments take on.
make_role() { # NAME SERVICE
  quiet iam create-role --role-name "$1" --assume-role-policy-document \
    '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"'"$2"'"},"Action":"sts:AssumeRole"}]}'
}

fill() { sed "s/ACCOUNT/$account/g; s/BUCKET/$bucket/g" "$here/policies/$1.json"; }

identity() {
  chapter "1. A user of one's own, and three roles"
  as_root
  quiet iam create-user --user-name "$user"
  quiet iam put-user-policy --user-name "$user" --policy-name ship --policy-document "$(fill user)"
  local keys
  keys=$(run iam create-access-key --user-name "$user" --query 'AccessKey.[AccessKeyId,SecretAccessKey]' --output text)
  make_role "$build_role" codebuild.amazonaws.com
  quiet iam put-role-policy --role-name "$build_role" --policy-name build --policy-document "$(fill build)"
  make_role "$instance_role" ec2.amazonaws.com
  quiet iam put-role-policy --role-name "$instance_role" --policy-name fetch --policy-document "$(fill instance)"
  quiet iam create-instance-profile --instance-profile-name "$instance_role"
  quiet iam add-role-to-instance-profile --instance-profile-name "$instance_role" --role-name "$instance_role"
  make_role "$deploy_role" codedeploy.amazonaws.com
  quiet iam attach-role-policy --role-name "$deploy_role" --policy-arn arn:aws:iam::aws:policy/service-role/AWSCodeDeployRole
  read -r AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY <<<"$keys"
  export AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY
  run sts get-caller-identity --query Arn --output text
}
