//! Other accounts: those of the organization, and the roles that are assumed there.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

use aws_config::identity::IdentityCache;
use aws_credential_types::Credentials;
use aws_credential_types::provider::error::CredentialsError;
use aws_credential_types::provider::{ProvideCredentials, SharedCredentialsProvider, future};

use super::Aws;
use crate::cloud::CallError;

const ASSUME: &str = "sts:AssumeRole";
const LIST: &str = "organizations:ListAccounts";

/// The role that is assumed in each other account.
#[derive(Debug, Clone)]
pub(crate) struct Role {
    /// Its name, with its path if it has one.
    pub(crate) name: String,
    pub(crate) external_id: Option<String>,
}

impl Aws {
    /// The active accounts of the organization (`organizations:ListAccounts`), by id.
    pub(crate) async fn organization(&self) -> Result<Vec<String>, CallError> {
        let pages = self.organizations().list_accounts().into_paginator().send();
        let listing = self.pages(LIST, pages).await;
        if let Some(error) = listing.error {
            return Err(error);
        }
        let accounts = listing.items.iter().flat_map(|page| page.accounts());
        let active = accounts.filter(|account| {
            let state = account.state().map(|s| s.as_str());
            // Older answers state only the status.
            let status = account.status().map(|s| s.as_str());
            state.or(status) == Some("ACTIVE")
        });
        let mut ids: Vec<String> = active.filter_map(|a| a.id()).map(str::to_owned).collect();
        ids.sort();
        if ids.is_empty() {
            // At least the account that asks belongs to it.
            return Err(CallError::malformed(LIST, "the organization has no active account"));
        }
        Ok(ids)
    }

    /// The same connection as a role of another account, whose credentials are renewed as needed.
    pub(crate) async fn assume(&self, partition: &str, account: &str, role: &Role) -> Result<Self, CallError> {
        let assumed = AssumedRole {
            source: self.clone(),
            arn: format!("arn:{partition}:iam::{account}:role/{}", role.name),
            external_id: role.external_id.clone(),
            first: Mutex::default(),
        };
        let first = assumed.fetch().await?;
        *assumed.first.lock().unwrap_or_else(PoisonError::into_inner) = Some(first);
        let config = self.config.clone().into_builder();
        Ok(Self {
            config: config
                .credentials_provider(SharedCredentialsProvider::new(assumed))
                .identity_cache(IdentityCache::lazy().build())
                .build(),
            calls: self.calls.clone(),
            pace: Arc::new(self.pace.of_another_account()),
            clients: Arc::default(),
        })
    }
}

/// Credentials of a role, which the connection that may assume it fetches.
#[derive(Debug)]
struct AssumedRole {
    source: Aws,
    arn: String,
    external_id: Option<String>,
    /// What was fetched to see whether the role may be assumed.
    first: Mutex<Option<Credentials>>,
}

impl AssumedRole {
    async fn fetch(&self) -> Result<Credentials, CallError> {
        let request = self
            .source
            .sts()
            .assume_role()
            .role_arn(&self.arn)
            .role_session_name("trueline")
            .set_external_id(self.external_id.clone());
        let answer = self.source.call(ASSUME, request.send()).await?;
        let given = answer
            .credentials()
            .ok_or_else(|| CallError::malformed(ASSUME, "the answer holds no credentials"))?;
        Ok(Credentials::new(
            given.access_key_id(),
            given.secret_access_key(),
            Some(given.session_token().to_owned()),
            SystemTime::try_from(*given.expiration()).ok(),
            "trueline",
        ))
    }

    fn take_first(&self) -> Option<Credentials> {
        self.first.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

impl ProvideCredentials for AssumedRole {
    fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        future::ProvideCredentials::new(async move {
            match self.take_first() {
                Some(first) => Ok(first),
                None => self.fetch().await.map_err(CredentialsError::provider_error),
            }
        })
    }
}
