use crate::check::registry::{Hook, Rule};

pub(crate) const RULES: &[Rule] = &[
    Rule {
        id: "E3698",
        title: "A stage and its deployment are of the same API",
        about: "A stage publishes a deployment of its own REST API. With one of another API, creating the stage \
            fails.",
        source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-stage.html",
        wrong: "Resources:\n  Api:\n    Type: AWS::ApiGateway::RestApi\n    Properties:\n      Name: jobs\n  Other:\n    Type: AWS::ApiGateway::RestApi\n    Properties:\n      Name: other\n  Deployment:\n    Type: AWS::ApiGateway::Deployment\n    Properties:\n      RestApiId: !Ref Api\n  Stage:\n    Type: AWS::ApiGateway::Stage\n    Properties:\n      RestApiId: !Ref Other\n      DeploymentId: !Ref Deployment\n      StageName: live\n",
        right: "Resources:\n  Api:\n    Type: AWS::ApiGateway::RestApi\n    Properties:\n      Name: jobs\n  Other:\n    Type: AWS::ApiGateway::RestApi\n    Properties:\n      Name: other\n  Deployment:\n    Type: AWS::ApiGateway::Deployment\n    Properties:\n      RestApiId: !Ref Api\n  Stage:\n    Type: AWS::ApiGateway::Stage\n    Properties:\n      RestApiId: !Ref Api\n      DeploymentId: !Ref Deployment\n      StageName: live\n",
        hooks: &[Hook::Carried],
    },
    Rule {
        id: "E3699",
        title: "A method and its authorizer are of the same API",
        about: "A method can only use an authorizer of its own REST API.",
        source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-method.html",
        wrong: "Resources:\n  Api:\n    Type: AWS::ApiGateway::RestApi\n    Properties:\n      Name: jobs\n  Other:\n    Type: AWS::ApiGateway::RestApi\n    Properties:\n      Name: other\n  Users:\n    Type: AWS::ApiGateway::Authorizer\n    Properties:\n      RestApiId: !Ref Other\n      Name: users\n      Type: TOKEN\n      AuthorizerUri: arn:aws:apigateway:us-east-1:lambda:path/users\n      IdentitySource: method.request.header.Authorization\n  Get:\n    Type: AWS::ApiGateway::Method\n    Properties:\n      RestApiId: !Ref Api\n      ResourceId: !GetAtt Api.RootResourceId\n      HttpMethod: GET\n      AuthorizationType: CUSTOM\n      AuthorizerId: !Ref Users\n",
        right: "Resources:\n  Api:\n    Type: AWS::ApiGateway::RestApi\n    Properties:\n      Name: jobs\n  Other:\n    Type: AWS::ApiGateway::RestApi\n    Properties:\n      Name: other\n  Users:\n    Type: AWS::ApiGateway::Authorizer\n    Properties:\n      RestApiId: !Ref Api\n      Name: users\n      Type: TOKEN\n      AuthorizerUri: arn:aws:apigateway:us-east-1:lambda:path/users\n      IdentitySource: method.request.header.Authorization\n  Get:\n    Type: AWS::ApiGateway::Method\n    Properties:\n      RestApiId: !Ref Api\n      ResourceId: !GetAtt Api.RootResourceId\n      HttpMethod: GET\n      AuthorizationType: CUSTOM\n      AuthorizerId: !Ref Users\n",
        hooks: &[Hook::Carried],
    },
    Rule {
        id: "E3708",
        title: "A method names the kind of its authorizer",
        about: "AuthorizationType is CUSTOM for an authorizer of type TOKEN or REQUEST, and COGNITO_USER_POOLS for \
            one of that type.",
        source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-method.html",
        wrong: "Resources:\n  Api:\n    Type: AWS::ApiGateway::RestApi\n    Properties:\n      Name: jobs\n  Other:\n    Type: AWS::ApiGateway::RestApi\n    Properties:\n      Name: other\n  Users:\n    Type: AWS::ApiGateway::Authorizer\n    Properties:\n      RestApiId: !Ref Api\n      Name: users\n      Type: TOKEN\n      AuthorizerUri: arn:aws:apigateway:us-east-1:lambda:path/users\n      IdentitySource: method.request.header.Authorization\n  Get:\n    Type: AWS::ApiGateway::Method\n    Properties:\n      RestApiId: !Ref Api\n      ResourceId: !GetAtt Api.RootResourceId\n      HttpMethod: GET\n      AuthorizationType: COGNITO_USER_POOLS\n      AuthorizerId: !Ref Users\n",
        right: "Resources:\n  Api:\n    Type: AWS::ApiGateway::RestApi\n    Properties:\n      Name: jobs\n  Other:\n    Type: AWS::ApiGateway::RestApi\n    Properties:\n      Name: other\n  Users:\n    Type: AWS::ApiGateway::Authorizer\n    Properties:\n      RestApiId: !Ref Api\n      Name: users\n      Type: TOKEN\n      AuthorizerUri: arn:aws:apigateway:us-east-1:lambda:path/users\n      IdentitySource: method.request.header.Authorization\n  Get:\n    Type: AWS::ApiGateway::Method\n    Properties:\n      RestApiId: !Ref Api\n      ResourceId: !GetAtt Api.RootResourceId\n      HttpMethod: GET\n      AuthorizationType: CUSTOM\n      AuthorizerId: !Ref Users\n",
        hooks: &[Hook::Carried],
    },
];
