//! The blueprints that the program ships: stacks to use as they are, and to learn from.

pub(crate) mod parallelcluster_ssm;
pub(crate) mod slurm_api;

use synth::App;

/// The program with all blueprints. Each is a folder here and a line below.
pub(crate) fn app() -> App {
    App::new()
        .lazy_stack(parallelcluster_ssm::NAME, parallelcluster_ssm::stack)
        .lazy_stack(slurm_api::NAME, slurm_api::stack)
        .default_stack(parallelcluster_ssm::NAME)
}
