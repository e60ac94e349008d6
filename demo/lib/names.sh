# What the tour calls its things.
account=$(AWS_ACCESS_KEY_ID=${CLOUDLET_ROOT_ACCESS_KEY_ID:-test} AWS_SECRET_ACCESS_KEY=${CLOUDLET_ROOT_SECRET_ACCESS_KEY:-test} \
  aws --endpoint-url "$CLOUDLET_ENDPOINT" sts get-caller-identity --query Account --output text) \
  || fail "No cloud answers at $CLOUDLET_ENDPOINT. Start one with ./cloudlet up."
user=shipper bucket=hello-$account app=hello group=hello-fleet
build_role=hello-build instance_role=hello-instance deploy_role=hello-deploy
as_root() { export AWS_ACCESS_KEY_ID=${CLOUDLET_ROOT_ACCESS_KEY_ID:-test} AWS_SECRET_ACCESS_KEY=${CLOUDLET_ROOT_SECRET_ACCESS_KEY:-test}; }
arn() { echo "arn:aws:iam::$account:role/$1"; }
