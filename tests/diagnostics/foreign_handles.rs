use synth::prelude::*;

pub(crate) fn stacks() -> [Stack; 1] {
    let mut network = Stack::new("network");
    let env = network.parameter("Env", Parameter::string());
    let is_prod = network.condition("IsProd", env.equals("prod"));
    let sizes = network.mapping("Sizes", Mapping::<i64>::new().row("dev", [("Nodes", 1)]));
    let vpc = network.add("Vpc", Resource::custom("AWS::New::Vpc"));

    let mut stack = Stack::new("foreign-handles");
    stack.condition("IsDev", env.equals("dev"));
    stack.condition("IsTest", !is_prod);
    stack.rule("Check", Rule::new().assert(rule::contains(["dev"], env), "only dev"));
    stack.interface(
        Interface::new()
            .group("Where", [env])
            .label(env, "Stage"),
    );
    stack.metadata("Vpc", vpc.reference());
    stack.add(
        "Thing",
        Resource::custom("AWS::New::Thing")
            .property("Vpc", vpc.reference())
            .property("VpcArn", vpc.get_att::<String>("Arn"))
            .property("Name", sub!("thing-${env}-${vpc.get_att::<String>(\"Id\")}"))
            .property("Nodes", sizes.find("dev", "Nodes"))
            .property("Mode", is_prod.if_else("fast", "cheap").into_text())
            .property("Deep", join("-", list!["thing", env]))
            .condition(is_prod)
            .depends_on(vpc)
            .metadata("Env", env),
    );
    stack.define(vpc, Resource::custom("AWS::New::Vpc"));
    stack
        .output("Vpc", vpc.reference())
        .condition(is_prod)
        .export(sub!("${AWS::StackName}-${env}"));
    [stack]
}

trait IntoText {
    fn into_text(self) -> Val<String>;
}

impl<V: IntoVal<String>> IntoText for V {
    fn into_text(self) -> Val<String> {
        self.into_val()
    }
}
