use synth::aws::iam::{AccessKey, ManagedPolicy};

fn main() {
    ManagedPolicy::new().path("/");
    AccessKey::new();
}
