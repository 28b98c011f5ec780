use insta::assert_snapshot;
use synth::aws::sqs::Queue;
use synth::prelude::*;

use crate::template;

#[test]
fn what_is_found_has_the_type_of_the_mapping() {
    let mut stack = Stack::new("mappings");
    let env = stack.parameter("Env", Parameter::string());
    let images = stack.mapping(
        "Images",
        Mapping::<String>::new()
            .row("us-east-1", [("Arm", "ami-1"), ("X86", "ami-2")])
            .row("eu-west-1", [("Arm", "ami-3"), ("X86", "ami-4")]),
    );
    let delays = stack
        .mapping("Delays", Mapping::<i64>::new().row("dev", [("Delay", 0)]).row("prod", [("Delay", 20)]));
    let fifo = stack.mapping("Fifo", Mapping::<bool>::new().row("dev", [("Fifo", false)]));
    let zones = stack.mapping("Zones", Mapping::<List<String>>::new().row("dev", [("Zones", ["a", "b"])]));
    stack.add(
        "Queue",
        Queue::new()
            .queue_name(images.find(pseudo::region(), "Arm"))
            .delay_seconds(delays.find(env, "Delay"))
            .fifo_queue(fifo.find("dev", "Fifo"))
            .property("Zones", zones.find("dev", "Zones")),
    );
    stack.output("Zone", select(0, zones.find("dev", select(1, ["a", "Zones"]))));
    assert_snapshot!(template(stack), @"
    AWSTemplateFormatVersion: '2010-09-09'

    Parameters:
      Env:
        Type: String

    Mappings:
      Images:
        us-east-1:
          Arm: ami-1
          X86: ami-2
        eu-west-1:
          Arm: ami-3
          X86: ami-4
      Delays:
        dev:
          Delay: 0
        prod:
          Delay: 20
      Fifo:
        dev:
          Fifo: false
      Zones:
        dev:
          Zones:
            - a
            - b

    Resources:
      Queue:
        Type: AWS::SQS::Queue
        Properties:
          QueueName: !FindInMap [Images, !Ref 'AWS::Region', Arm]
          DelaySeconds: !FindInMap [Delays, !Ref Env, Delay]
          FifoQueue: !FindInMap [Fifo, dev, Fifo]
          Zones: !FindInMap [Zones, dev, Zones]

    Outputs:
      Zone:
        Value: !Select
          - 0
          - !FindInMap
            - Zones
            - dev
            - !Select
              - 1
              - - a
                - Zones
    ");
}

#[test]
fn a_default_needs_the_language_extensions_and_adds_them() {
    let mut stack = Stack::new("mappings");
    let images = stack.mapping("Images", Mapping::<String>::new().row("us-east-1", [("Arm", "ami-1")]));
    let fallback = stack.parameter("Fallback", Parameter::image_id());
    stack.add("Queue", Queue::new().queue_name(images.find_or(pseudo::region(), "Arm", fallback)));
    assert_snapshot!(template(stack), @"
    AWSTemplateFormatVersion: '2010-09-09'

    Parameters:
      Fallback:
        Type: AWS::EC2::Image::Id

    Mappings:
      Images:
        us-east-1:
          Arm: ami-1

    Transform: AWS::LanguageExtensions

    Resources:
      Queue:
        Type: AWS::SQS::Queue
        Properties:
          QueueName: !FindInMap
            - Images
            - !Ref AWS::Region
            - Arm
            - DefaultValue: !Ref Fallback
    ");
}
