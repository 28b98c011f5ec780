//! A stack with a private type of the CloudFormation registry, a module, and a custom resource.

use std::process::ExitCode;

use synth::prelude::*;

/// The types of `schemas/`, as the build script renders them.
#[allow(
    dead_code,
    unreachable_pub,
    reason = "a stack need not use all of it, and it may be part of a library"
)]
mod own {
    include!(concat!(env!("OUT_DIR"), "/own_types.rs"));
}

use own::billing::{CostCenter, Owner};
use own::network::Vpc;

fn stack() -> Stack {
    let mut stack = Stack::new("own-types").description("What only we have.");
    let service_token =
        stack.parameter("LicenceFunction", Parameter::string().description("ARN of the function."));
    stack.add("Network", Vpc::new("10.0.0.0/16").zones(2));
    let payer = stack.add(
        "Payer",
        CostCenter::new("123456").kind("Project").owner(Owner::new("hpc@example.com").name("HPC")),
    );
    let licence = stack.add(
        "Licence",
        Resource::custom("Custom::Licence")
            .property("ServiceToken", service_token)
            .property("Payer", payer.arn()),
    );
    stack.output("LicenceKey", licence.get_att::<String>("Key"));
    stack
}

fn main() -> ExitCode {
    synth::App::new().stack(stack()).run()
}

#[cfg(test)]
mod tests {
    use synth::emit::{Format, to_string};

    #[test]
    fn own_types_are_written_like_those_of_aws() {
        let template = super::stack().synthesize().map(|template| to_string(&template, Format::Yaml));
        let expected = "\
Resources:
  Network:
    Type: MyCorp::Network::Vpc::MODULE
    Properties:
      CidrBlock: 10.0.0.0/16
      Zones: 2
  Payer:
    Type: MyCorp::Billing::CostCenter
    Properties:
      Number: '123456'
      Kind: Project
      Owner:
        Mail: hpc@example.com
        Name: HPC
  Licence:
    Type: Custom::Licence
    Properties:
      ServiceToken: !Ref LicenceFunction
      Payer: !GetAtt Payer.Arn
";
        assert!(template.as_ref().is_ok_and(|yaml| yaml.contains(expected)), "{template:?}");
    }
}
