//! The journal of a run: write-ahead, synced record by record, each record chained to the one before
//! by its hash.

use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::model::{clock, digest};

use super::plan::Plan;

/// What a record says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum State {
    /// The run starts; holds the plan.
    Planned,
    /// The change is about to be made; holds the image before it.
    Intent,
    /// The API took the change.
    Acknowledged,
    /// Read again, judged again: done.
    Verified,
    /// It was so already.
    AlreadyOk,
    /// The resource is not as it was planned for; nothing was sent.
    Conflict,
    /// The API refused, or the change did not do what it should.
    Failed,
    /// The request may or may not have taken effect.
    UnknownOutcome,
    /// The run stopped before this item.
    NotRun,
    /// The run ends.
    Ended,
}

impl State {
    /// For people.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::Intent => "intent",
            Self::Acknowledged => "acknowledged",
            Self::Verified => "verified",
            Self::AlreadyOk => "already ok",
            Self::Conflict => "conflict",
            Self::Failed => "failed",
            Self::UnknownOutcome => "unknown outcome",
            Self::NotRun => "not run",
            Self::Ended => "ended",
        }
    }
}

/// One line of the journal.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Record {
    pub(crate) sequence: u64,
    pub(crate) at: String,
    /// The item; absent for records about the whole run.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) item: Option<String>,
    pub(crate) state: State,
    #[serde(default)]
    pub(crate) data: Value,
    /// Hash of the record before; empty for the first.
    previous: String,
    /// SHA-256 over the record without this field.
    hash: String,
}

/// A journal that can't be written or read.
#[derive(Debug, thiserror::Error)]
pub(crate) enum JournalError {
    #[error("{path}: {error}")]
    Io { path: PathBuf, error: io::Error },
    #[error("{path}:{line}: the journal is damaged: {message}")]
    Damaged {
        path: PathBuf,
        line: usize,
        message: String,
    },
    #[error("another fix run is going on: {0} is locked; wait for it to end")]
    Locked(PathBuf),
}

/// An open journal; its lock keeps other runs away until it is dropped.
#[derive(Debug)]
pub(crate) struct Journal {
    path: PathBuf,
    file: File,
    _lock: File,
    sequence: u64,
    previous: String,
}

impl Journal {
    /// Starts the journal of a run in `folder/runs`. One run at a time may use the folder.
    pub(crate) fn start(folder: &Path, run: &str, plan: &Plan) -> Result<Self, JournalError> {
        let runs = folder.join("runs");
        let fail = |path: &Path| {
            let path = path.to_owned();
            move |error| JournalError::Io { path, error }
        };
        std::fs::create_dir_all(&runs).map_err(fail(&runs))?;
        let lock_path = folder.join("lock");
        let lock = OpenOptions::new()
            .create(true)
            .truncate(false)
            .write(true)
            .open(&lock_path)
            .map_err(fail(&lock_path))?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(std::fs::TryLockError::WouldBlock) => return Err(JournalError::Locked(lock_path)),
            Err(std::fs::TryLockError::Error(error)) => return Err(fail(&lock_path)(error)),
        }
        let path = runs.join(format!("{run}.ndjson"));
        let mut options = OpenOptions::new();
        options.create_new(true).append(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let file = options.open(&path).map_err(fail(&path))?;
        // The name of the file must survive a power cut as its lines do.
        File::open(&runs).and_then(|f| f.sync_all()).map_err(fail(&runs))?;
        let mut journal = Self {
            path,
            file,
            _lock: lock,
            sequence: 0,
            previous: String::new(),
        };
        let data = serde_json::to_value(plan).map_err(|e| fail(&journal.path)(io::Error::other(e)))?;
        journal.write(None, State::Planned, data)?;
        Ok(journal)
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Appends a record; it is on the disk when this returns.
    pub(crate) fn write(&mut self, item: Option<&str>, state: State, data: Value) -> Result<(), JournalError> {
        let mut record = Record {
            sequence: self.sequence,
            at: clock::now(),
            item: item.map(str::to_owned),
            state,
            data,
            previous: std::mem::take(&mut self.previous),
            hash: String::new(),
        };
        record.hash = hash(&record);
        let append = |file: &mut File| {
            let mut line = serde_json::to_vec(&record)?;
            line.push(b'\n');
            file.write_all(&line)?;
            file.sync_all()
        };
        append(&mut self.file).map_err(|error| JournalError::Io {
            path: self.path.clone(),
            error,
        })?;
        self.sequence += 1;
        self.previous = record.hash;
        Ok(())
    }
}

fn hash(record: &Record) -> String {
    digest::of_document(&Record {
        hash: String::new(),
        ..record.clone()
    })
}

/// Reads a journal and checks its chain. A last line that was cut off by a crash is left out: what it
/// would have told had not happened yet.
pub(crate) fn read(path: &Path) -> Result<(Plan, Vec<Record>), JournalError> {
    let text = std::fs::read_to_string(path).map_err(|error| JournalError::Io {
        path: path.to_owned(),
        error,
    })?;
    let damaged = |line: usize, message: String| JournalError::Damaged {
        path: path.to_owned(),
        line: line + 1,
        message,
    };
    let mut records: Vec<Record> = Vec::new();
    let whole = text.rfind('\n').map_or("", |end| &text[..end]);
    for (n, line) in whole.lines().enumerate() {
        let record: Record = serde_json::from_str(line).map_err(|e| damaged(n, e.to_string()))?;
        let previous = records.last().map_or("", |r| r.hash.as_str());
        if record.previous != previous || record.sequence != n as u64 || record.hash != hash(&record) {
            return Err(damaged(
                n,
                "the chain of hashes is broken: a line was changed, added or removed".into(),
            ));
        }
        records.push(record);
    }
    let first = records
        .first()
        .filter(|r| r.state == State::Planned)
        .ok_or_else(|| damaged(0, "it does not start with the plan".into()))?;
    let plan = serde_json::from_value(first.data.clone()).map_err(|e| damaged(0, e.to_string()))?;
    Ok((plan, records))
}

#[cfg(test)]
mod tests;
