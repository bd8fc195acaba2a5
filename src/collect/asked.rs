//! Questions that are only asked when something needs the answer.

use futures::StreamExt;

use crate::cloud::CallError;

/// Things of one listing that are read in detail at the same time.
const PARALLEL_DETAILS: usize = 16;

/// What was answered to a question that is only asked when something needs it; `None` when nothing does.
pub(crate) type Asked<T> = Option<Result<T, CallError>>;

/// Turns the errors by which a service says "nothing is configured" into an answer.
pub(super) fn absent_on<T>(asked: Asked<T>, codes: &[&str]) -> Asked<Option<T>> {
    Some(match asked? {
        Ok(answer) => Ok(Some(answer)),
        Err(error) if error.code.as_deref().is_some_and(|code| codes.contains(&code)) => Ok(None),
        Err(error) => Err(error),
    })
}

/// Reads details of many things at the same time, in their order.
pub(super) async fn side_by_side<I, T, F>(items: impl IntoIterator<Item = I>, read: impl Fn(I) -> F) -> Vec<T>
where
    F: Future<Output = T>,
{
    futures::stream::iter(items)
        .map(read)
        .buffered(PARALLEL_DETAILS)
        .collect()
        .await
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::GapReason;

    #[test]
    fn only_the_named_code_means_absent() {
        let error = |code: &str| CallError {
            code: Some(code.to_owned()),
            ..CallError::own("s3:GetBucketPolicy", GapReason::ServiceError, "refused")
        };
        let codes = ["NoSuchBucketPolicy"];
        assert_eq!(absent_on(Some(Ok(1)), &codes), Some(Ok(Some(1))));
        assert_eq!(
            absent_on::<u8>(Some(Err(error("NoSuchBucketPolicy"))), &codes),
            Some(Ok(None))
        );
        for other in ["NoSuchBucket", "AccessDenied"] {
            assert_eq!(
                absent_on::<u8>(Some(Err(error(other))), &codes),
                Some(Err(error(other)))
            );
        }
        assert_eq!(absent_on::<u8>(None, &codes), None);
    }
}
