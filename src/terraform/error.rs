//! What is wrong with a file of Terraform, where, and what to do about it.

/// A file that can't be read as a plan or a state.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{shown}: {message}")]
pub struct TerraformError {
    shown: String,
    message: String,
}

impl TerraformError {
    pub(super) fn new(shown: &str, message: impl Into<String>) -> Self {
        Self {
            shown: shown.to_owned(),
            message: message.into(),
        }
    }

    /// An error of the JSON reader in `text`, which `part` of the file begins with.
    pub(super) fn json(shown: &str, whole: &str, part: &str, error: &serde_json::Error) -> Self {
        let start = (part.as_ptr() as usize).wrapping_sub(whole.as_ptr() as usize);
        let before = whole.get(..start).unwrap_or_default();
        let line = before.matches('\n').count() + error.line().max(1);
        let column = match error.line() {
            0 | 1 => error.column() + before.len() - before.rfind('\n').map_or(0, |at| at + 1),
            _ => error.column(),
        };
        let text = error.to_string();
        let what = text.split(" at line ").next().unwrap_or(&text);
        let mend = if error.is_eof() {
            "; the file ends early: write it again with terraform show -json plan.tfplan > plan.json"
        } else if what.contains("recursion limit") {
            "; it is nested deeper than 128 levels, which no plan or state is"
        } else {
            "; write it again with terraform show -json plan.tfplan > plan.json"
        };
        Self::new(shown, format!("line {line}, column {column}: {what}{mend}"))
    }
}
