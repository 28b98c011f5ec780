//! The procedural macros of `cfn-synth`, which re-exports them: use `synth::sub!`.

#![warn(missing_docs)]

mod sub;

use proc_macro::TokenStream;

/// `Fn::Sub`, written as CloudFormation writes it.
///
/// See `synth::sub!`, where it is re-exported.
#[proc_macro]
pub fn sub(input: TokenStream) -> TokenStream {
    sub::expand(input).unwrap_or_else(|error| error.into_compile_error())
}
