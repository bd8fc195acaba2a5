//! The one integration-test binary: runs the built program against emulators of the clouds.

#[cfg(feature = "aws")]
mod collect_aws;
mod support;
