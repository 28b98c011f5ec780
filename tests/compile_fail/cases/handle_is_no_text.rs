use synth::prelude::*;

fn main() {
    let mut stack = Stack::new("texts");
    let name = stack.parameter("Name", Parameter::string());
    let thing = stack.add("Thing", Resource::custom("AWS::New::Thing"));
    let is_prod = stack.condition("IsProd", name.equals("prod"));

    let _ = format!("arn:aws:s3:::{name}/*");
    let _ = format!("{}", thing);
    let _ = thing.reference().to_string();
    let _ = format!("{is_prod}");
    let _ = thing.get_att::<String>("Arn") + "/*";
}
