use crate::check::engine::fault::{Fault, Faults};
use crate::check::engine::functions::named_resource;
use crate::check::engine::path::Part;
use crate::check::engine::scope::Scope;
use crate::check::engine::values::{is_strictly, show, text};
use crate::check::registry::{Hook, NEXT, Rule};
use crate::model::Node;

pub(crate) const RULES: &[Rule] = &[
    Rule {
        id: "E3049",
        title: "Health checks of containers with dynamic ports",
        about: "A container with host port 0 gets another port each time, so the target group of its load \
                balancer has to check traffic-port.",
        source: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/alb.html",
        wrong: r"Resources:
  Service:
    Type: AWS::ECS::Service
    Properties:
      TaskDefinition: !Ref Task
      LoadBalancers: [{ContainerName: web, ContainerPort: 80, TargetGroupArn: !Ref Group}]
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ContainerDefinitions: [{Name: web, Image: web, Memory: 128, PortMappings: [{ContainerPort: 80, HostPort: 0}]}]
  Group:
    Type: AWS::ElasticLoadBalancingV2::TargetGroup
    Properties: {Port: 80, Protocol: HTTP, VpcId: vpc-0123456789abcdef0, HealthCheckPort: '80'}
",
        right: r"Resources:
  Service:
    Type: AWS::ECS::Service
    Properties:
      TaskDefinition: !Ref Task
      LoadBalancers: [{ContainerName: web, ContainerPort: 80, TargetGroupArn: !Ref Group}]
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ContainerDefinitions: [{Name: web, Image: web, Memory: 128, PortMappings: [{ContainerPort: 80, HostPort: 0}]}]
  Group:
    Type: AWS::ElasticLoadBalancingV2::TargetGroup
    Properties: {Port: 80, Protocol: HTTP, VpcId: vpc-0123456789abcdef0, HealthCheckPort: traffic-port}
",
        hooks: &[Hook::At(&[], dynamic)],
    },
    Rule {
        id: "E3053",
        title: "The host ports of tasks in awsvpc mode",
        about: "In the network mode awsvpc a host port is left out, or the same as the container's port.",
        source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-ecs-taskdefinition-portmapping.html",
        wrong: r"Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties: {NetworkMode: awsvpc, ContainerDefinitions: [{Name: web, Image: web, PortMappings: [{ContainerPort: 80, HostPort: 8080}]}]}
",
        right: r"Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties: {NetworkMode: awsvpc, ContainerDefinitions: [{Name: web, Image: web, PortMappings: [{ContainerPort: 80, HostPort: 80}]}]}
",
        hooks: &[Hook::At(&[], same_port)],
    },
];

/// The text of a port that is one: a string or a whole number.
fn port(node: &Node) -> Option<String> {
    let is_port = node.as_str().is_some() || is_strictly(node, "integer");
    text(node).filter(|_| is_port).map(std::borrow::Cow::into_owned)
}

fn same_port(scope: &Scope<'_, '_>, node: &Node, faults: &mut Faults) {
    let _ = scope.along(Some(node), &["NetworkMode"], &mut |mode, _| {
        if mode.and_then(Node::as_str) != Some("awsvpc") {
            return NEXT;
        }
        scope.along(Some(node), &["ContainerDefinitions", "*", "PortMappings", "*"], &mut |mapping, at| {
            at.along(mapping, &["HostPort"], &mut |host, host_at| {
                let Some(host) = host.and_then(port) else { return NEXT };
                let inner = Scope { path: at.path, ..*host_at };
                inner.along(mapping, &["ContainerPort"], &mut |container, _| {
                    if let Some(container) = container.and_then(port).filter(|container| *container != host) {
                        let message = format!("the host port {host} is not the container's port {container}");
                        faults.push(Fault {
                            keyword: "const",
                            rule: Some("E3053"),
                            ..host_at.fault(message)
                        });
                    }
                    NEXT
                })
            })
        })
    });
}

fn dynamic(scope: &Scope<'_, '_>, node: &Node, faults: &mut Faults) {
    let _ = scope.along(Some(node), &["TaskDefinition"], &mut |task, at| {
        let Some(task) = task.and_then(named_resource) else { return NEXT };
        at.along(Some(node), &["LoadBalancers", "*"], &mut |balancer, at| {
            at.along(balancer, &["ContainerName"], &mut |name, at| {
                let Some(name) = name.and_then(Node::as_str) else { return NEXT };
                at.along(balancer, &["ContainerPort"], &mut |container, at| {
                    let Some(container) = container.and_then(port) else { return NEXT };
                    at.along(balancer, &["TargetGroupArn"], &mut |group, at| {
                        let Some(group) = group.and_then(named_resource) else { return NEXT };
                        has_dynamic_port(at, task, name, &container, &mut |at| {
                            health_check(at, group, faults)
                        });
                        NEXT
                    })
                })
            })
        })
    });
}

/// Calls `see` for each case in which the container of a task has that port and gets any port of its host.
fn has_dynamic_port(
    scope: &Scope<'_, '_>,
    task: &str,
    name: &str,
    wanted: &str,
    see: &mut dyn FnMut(&Scope<'_, '_>),
) {
    let _ = scope.in_resource(task, &["AWS::ECS::TaskDefinition"], |task, at| {
        let properties = task.body.and_then(|body| body.get("Properties"));
        at.along(properties, &["ContainerDefinitions", "*"], &mut |container, at| {
            at.along(container, &["Name"], &mut |own, at| {
                if own.and_then(Node::as_str) != Some(name) {
                    return NEXT;
                }
                at.along(container, &["PortMappings", "*"], &mut |mapping, at| {
                    at.along(mapping, &["ContainerPort"], &mut |own, at| {
                        if own.and_then(port).as_deref() != Some(wanted) {
                            return NEXT;
                        }
                        at.along(mapping, &["HostPort"], &mut |host, at| {
                            if host.and_then(port).as_deref() == Some("0") {
                                see(at);
                            }
                            NEXT
                        })
                    })
                })
            })
        })
    });
}

fn health_check(scope: &Scope<'_, '_>, group: &str, faults: &mut Faults) {
    let _ = scope.in_resource(group, &["AWS::ElasticLoadBalancingV2::TargetGroup"], |resource, at| {
        let path = at.path.with(Part::Key("Properties"));
        let at = Scope { path: &path, ..*at };
        at.along(resource.body.and_then(|body| body.get("Properties")), &["HealthCheckPort"], &mut |own, at| {
            let (keyword, what) = match own {
                None => ("required", "missing".to_owned()),
                Some(own) => match port(own) {
                    Some(port) if port != "traffic-port" => ("const", show(own)),
                    _ => return NEXT,
                },
            };
            let message = format!("the HealthCheckPort of '{group}' is {what}, and its containers have dynamic ports: it has to be traffic-port");
            faults.push(Fault { keyword, rule: Some("E3049"), ..at.fault(message) });
            NEXT
        })
    });
}
