package dev.cloudlet.signature;

/** The families of services that name the same authentication failure differently. */
public enum ErrorStyle {
    /** Amazon S3. */
    S3,
    /** The EC2 query protocol. */
    EC2,
    /** The query protocol: IAM, STS, Auto Scaling, Elastic Load Balancing, CloudFormation; and CloudFront, Route 53. */
    QUERY,
    /** JSON 1.0 and 1.1 and RPC v2 CBOR: KMS, CodeBuild, CodeDeploy, CloudWatch Logs, EventBridge, CloudTrail. */
    JSON,
    /** REST with JSON: X-Ray, EFS. As JSON, but refusals are 403. */
    REST_JSON;

    /** The family of a service by its signing name; for those that speak several protocols, the oldest. */
    public static ErrorStyle of(String service) {
        return switch (service) {
            case "s3", "s3express", "s3-object-lambda", "s3-outposts" -> S3;
            case "ec2" -> EC2;
            case "iam",
                    "sts",
                    "autoscaling",
                    "elasticloadbalancing",
                    "monitoring",
                    "cloudformation",
                    "cloudfront",
                    "route53",
                    "rds",
                    "elasticache",
                    "sns" -> QUERY;
            case "xray", "elasticfilesystem", "lambda", "execute-api", "apigateway", "eks" -> REST_JSON;
            default -> JSON;
        };
    }
}
