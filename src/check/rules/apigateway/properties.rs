use crate::check::registry::{Hook, Rule};

pub(crate) const RULES: &[Rule] = &[
    Rule {
        id: "E3660",
        title: "A REST API has a name or an OpenAPI document",
        about: "Without Body or BodyS3Location, whose document names the API, Name is needed.",
        source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-restapi.html",
        wrong: r"Resources:
  Api:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Description: Jobs
",
        right: r"Resources:
  Api:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Name: jobs
",
        hooks: &[Hook::Carried],
    },
    Rule {
        id: "E3718",
        title: "An authorizer keeps results for at most an hour",
        about: "AuthorizerResultTtlInSeconds of an authorizer of type TOKEN or REQUEST is 0 to 3600.",
        source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-authorizer.html",
        wrong: r"Resources:
  Api:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Name: jobs
  Users:
    Type: AWS::ApiGateway::Authorizer
    Properties:
      RestApiId: !Ref Api
      Name: users
      Type: TOKEN
      AuthorizerResultTtlInSeconds: 7200
",
        right: r"Resources:
  Api:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Name: jobs
  Users:
    Type: AWS::ApiGateway::Authorizer
    Properties:
      RestApiId: !Ref Api
      Name: users
      Type: TOKEN
      AuthorizerResultTtlInSeconds: 3600
",
        hooks: &[Hook::Carried],
    },
    Rule {
        id: "E3723",
        title: "The path in the settings of a method begins with a slash",
        about: "ResourcePath of method settings is the path of a resource, such as /jobs, or /* for all of them.",
        source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-apigateway-stage-methodsetting.html",
        wrong: r"Resources:
  Api:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Name: jobs
  Deployment:
    Type: AWS::ApiGateway::Deployment
    Properties:
      RestApiId: !Ref Api
  Stage:
    Type: AWS::ApiGateway::Stage
    Properties:
      RestApiId: !Ref Api
      DeploymentId: !Ref Deployment
      StageName: live
      MethodSettings:
        - HttpMethod: GET
          ResourcePath: jobs
          MetricsEnabled: true
",
        right: r"Resources:
  Api:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Name: jobs
  Deployment:
    Type: AWS::ApiGateway::Deployment
    Properties:
      RestApiId: !Ref Api
  Stage:
    Type: AWS::ApiGateway::Stage
    Properties:
      RestApiId: !Ref Api
      DeploymentId: !Ref Deployment
      StageName: live
      MethodSettings:
        - HttpMethod: GET
          ResourcePath: /jobs
          MetricsEnabled: true
",
        hooks: &[Hook::Carried],
    },
];
