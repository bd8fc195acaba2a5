//! One client of each service, made from the connection's settings when it is first used.

use std::sync::OnceLock;

use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::interceptors::context::BeforeTransmitInterceptorContextRef;
use aws_smithy_runtime_api::client::interceptors::{Intercept, dyn_dispatch_hint};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::config_bag::ConfigBag;

use super::Aws;
use crate::cloud::Calls;

/// Method, prefix of the operations' names, SDK. The SDKs share no trait for "a client from these
/// settings", so a macro writes the functions.
macro_rules! clients {
    ($($method:ident $service:literal $sdk:ident,)*) => {
        /// The clients of one connection, each made when it is first used.
        #[derive(Debug, Default)]
        pub(super) struct Clients {
            $($method: OnceLock<$sdk::Client>,)*
        }

        impl Aws {
            $(pub(crate) fn $method(&self) -> $sdk::Client {
                let new = || {
                    let config = $sdk::config::Builder::from(&self.config).interceptor(self.counter($service));
                    $sdk::Client::from_conf(config.build())
                };
                self.clients.$method.get_or_init(new).clone()
            })*
        }
    };
}

clients! {
    access_analyzer "access-analyzer" aws_sdk_accessanalyzer,
    acm "acm" aws_sdk_acm,
    autoscaling "autoscaling" aws_sdk_autoscaling,
    backup "backup" aws_sdk_backup,
    budgets "budgets" aws_sdk_budgets,
    cloudtrail "cloudtrail" aws_sdk_cloudtrail,
    cloudwatch "cloudwatch" aws_sdk_cloudwatch,
    config "config" aws_sdk_config,
    ec2 "ec2" aws_sdk_ec2,
    elasticache "elasticache" aws_sdk_elasticache,
    elb "elb" aws_sdk_elasticloadbalancing,
    elbv2 "elbv2" aws_sdk_elasticloadbalancingv2,
    guardduty "guardduty" aws_sdk_guardduty,
    iam "iam" aws_sdk_iam,
    kms "kms" aws_sdk_kms,
    logs "logs" aws_sdk_cloudwatchlogs,
    organizations "organizations" aws_sdk_organizations,
    rds "rds" aws_sdk_rds,
    s3 "s3" aws_sdk_s3,
    s3control "s3control" aws_sdk_s3control,
    securityhub "securityhub" aws_sdk_securityhub,
    sns "sns" aws_sdk_sns,
    ssm "ssm" aws_sdk_ssm,
    sts "sts" aws_sdk_sts,
}

impl Aws {
    fn counter(&self, service: &'static str) -> CountAttempts {
        CountAttempts {
            service,
            calls: self.calls.clone(),
        }
    }
}

#[derive(Debug)]
struct CountAttempts {
    service: &'static str,
    calls: Calls,
}

#[dyn_dispatch_hint]
impl Intercept for CountAttempts {
    fn name(&self) -> &'static str {
        "CountAttempts"
    }

    fn read_before_transmit(
        &self,
        _context: &BeforeTransmitInterceptorContextRef<'_>,
        _components: &RuntimeComponents,
        _config: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        self.calls.attempt(self.service);
        Ok(())
    }
}
