use crate::check::registry::{Hook, Rule};

pub(crate) const RULES: &[Rule] = &[
    Rule {
        id: "E3660",
        title: "A REST API has a name or an OpenAPI document",
        about: "Without Body or BodyS3Location, whose document names the API, Name is needed.",
        source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-restapi.html",
        wrong: "Resources:\n  Api:\n    Type: AWS::ApiGateway::RestApi\n    Properties:\n      Description: Jobs\n",
        right: "Resources:\n  Api:\n    Type: AWS::ApiGateway::RestApi\n    Properties:\n      Name: jobs\n",
        hooks: &[Hook::Carried],
    },
    Rule {
        id: "E3718",
        title: "An authorizer keeps results for at most an hour",
        about: "AuthorizerResultTtlInSeconds of an authorizer of type TOKEN or REQUEST is 0 to 3600.",
        source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-authorizer.html",
        wrong: "Resources:\n  Api:\n    Type: AWS::ApiGateway::RestApi\n    Properties:\n      Name: jobs\n  Users:\n    Type: AWS::ApiGateway::Authorizer\n    Properties:\n      RestApiId: !Ref Api\n      Name: users\n      Type: TOKEN\n      AuthorizerResultTtlInSeconds: 7200\n",
        right: "Resources:\n  Api:\n    Type: AWS::ApiGateway::RestApi\n    Properties:\n      Name: jobs\n  Users:\n    Type: AWS::ApiGateway::Authorizer\n    Properties:\n      RestApiId: !Ref Api\n      Name: users\n      Type: TOKEN\n      AuthorizerResultTtlInSeconds: 3600\n",
        hooks: &[Hook::Carried],
    },
    Rule {
        id: "E3723",
        title: "The path in the settings of a method begins with a slash",
        about: "ResourcePath of method settings is the path of a resource, such as /jobs, or /* for all of them.",
        source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-apigateway-stage-methodsetting.html",
        wrong: "Resources:\n  Api:\n    Type: AWS::ApiGateway::RestApi\n    Properties:\n      Name: jobs\n  Deployment:\n    Type: AWS::ApiGateway::Deployment\n    Properties:\n      RestApiId: !Ref Api\n  Stage:\n    Type: AWS::ApiGateway::Stage\n    Properties:\n      RestApiId: !Ref Api\n      DeploymentId: !Ref Deployment\n      StageName: live\n      MethodSettings:\n        - HttpMethod: GET\n          ResourcePath: jobs\n          MetricsEnabled: true\n",
        right: "Resources:\n  Api:\n    Type: AWS::ApiGateway::RestApi\n    Properties:\n      Name: jobs\n  Deployment:\n    Type: AWS::ApiGateway::Deployment\n    Properties:\n      RestApiId: !Ref Api\n  Stage:\n    Type: AWS::ApiGateway::Stage\n    Properties:\n      RestApiId: !Ref Api\n      DeploymentId: !Ref Deployment\n      StageName: live\n      MethodSettings:\n        - HttpMethod: GET\n          ResourcePath: /jobs\n          MetricsEnabled: true\n",
        hooks: &[Hook::Carried],
    },
];
