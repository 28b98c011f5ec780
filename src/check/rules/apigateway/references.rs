use crate::check::registry::{Hook, Rule};

pub(crate) const RULES: &[Rule] = &[
    Rule {
        id: "E3698",
        title: "A stage and its deployment are of the same API",
        about: "A stage publishes a deployment of its own REST API. With one of another API, creating the stage \
            fails.",
        source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-stage.html",
        wrong: r"Resources:
  Api:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Name: jobs
  Other:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Name: other
  Deployment:
    Type: AWS::ApiGateway::Deployment
    Properties:
      RestApiId: !Ref Api
  Stage:
    Type: AWS::ApiGateway::Stage
    Properties:
      RestApiId: !Ref Other
      DeploymentId: !Ref Deployment
      StageName: live
",
        right: r"Resources:
  Api:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Name: jobs
  Other:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Name: other
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
",
        hooks: &[Hook::Carried],
    },
    Rule {
        id: "E3699",
        title: "A method and its authorizer are of the same API",
        about: "A method can only use an authorizer of its own REST API.",
        source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-method.html",
        wrong: r"Resources:
  Api:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Name: jobs
  Other:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Name: other
  Users:
    Type: AWS::ApiGateway::Authorizer
    Properties:
      RestApiId: !Ref Other
      Name: users
      Type: TOKEN
      AuthorizerUri: arn:aws:apigateway:us-east-1:lambda:path/users
      IdentitySource: method.request.header.Authorization
  Get:
    Type: AWS::ApiGateway::Method
    Properties:
      RestApiId: !Ref Api
      ResourceId: !GetAtt Api.RootResourceId
      HttpMethod: GET
      AuthorizationType: CUSTOM
      AuthorizerId: !Ref Users
",
        right: r"Resources:
  Api:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Name: jobs
  Other:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Name: other
  Users:
    Type: AWS::ApiGateway::Authorizer
    Properties:
      RestApiId: !Ref Api
      Name: users
      Type: TOKEN
      AuthorizerUri: arn:aws:apigateway:us-east-1:lambda:path/users
      IdentitySource: method.request.header.Authorization
  Get:
    Type: AWS::ApiGateway::Method
    Properties:
      RestApiId: !Ref Api
      ResourceId: !GetAtt Api.RootResourceId
      HttpMethod: GET
      AuthorizationType: CUSTOM
      AuthorizerId: !Ref Users
",
        hooks: &[Hook::Carried],
    },
    Rule {
        id: "E3708",
        title: "A method names the kind of its authorizer",
        about: "AuthorizationType is CUSTOM for an authorizer of type TOKEN or REQUEST, and COGNITO_USER_POOLS for \
            one of that type.",
        source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-method.html",
        wrong: r"Resources:
  Api:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Name: jobs
  Other:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Name: other
  Users:
    Type: AWS::ApiGateway::Authorizer
    Properties:
      RestApiId: !Ref Api
      Name: users
      Type: TOKEN
      AuthorizerUri: arn:aws:apigateway:us-east-1:lambda:path/users
      IdentitySource: method.request.header.Authorization
  Get:
    Type: AWS::ApiGateway::Method
    Properties:
      RestApiId: !Ref Api
      ResourceId: !GetAtt Api.RootResourceId
      HttpMethod: GET
      AuthorizationType: COGNITO_USER_POOLS
      AuthorizerId: !Ref Users
",
        right: r"Resources:
  Api:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Name: jobs
  Other:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Name: other
  Users:
    Type: AWS::ApiGateway::Authorizer
    Properties:
      RestApiId: !Ref Api
      Name: users
      Type: TOKEN
      AuthorizerUri: arn:aws:apigateway:us-east-1:lambda:path/users
      IdentitySource: method.request.header.Authorization
  Get:
    Type: AWS::ApiGateway::Method
    Properties:
      RestApiId: !Ref Api
      ResourceId: !GetAtt Api.RootResourceId
      HttpMethod: GET
      AuthorizationType: CUSTOM
      AuthorizerId: !Ref Users
",
        hooks: &[Hook::Carried],
    },
];
