//! The one integration-test binary: runs the built program against emulators of the clouds.

mod support;
