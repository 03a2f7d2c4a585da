//! One run at a time for each report.

use std::fs::{self, File, OpenOptions};
#[cfg(unix)]
use std::io;
use std::path::PathBuf;

use super::fault::WriteError;
use super::site::Site;

/// Held while a run works on a report. The system lets go of it when the process ends, however it ends.
///
/// It is a file beside the report and not a lock on the folder above, so that two reports in one folder do not stop
/// each other. The holder removes the file before it lets go.
#[derive(Debug)]
pub(super) struct Lock {
    path: PathBuf,
    _file: File,
}

/// Enough to outlast runs that end between our opening their file and our locking it.
#[cfg(unix)]
const TRIES: usize = 16;

impl Lock {
    /// Fails with [`WriteError::Busy`], at once, if another run holds it.
    #[cfg(unix)]
    pub(super) fn take(site: &Site) -> Result<Self, WriteError> {
        use std::io::Write as _;
        // What is no file may let nobody open it before somebody else does, or lead elsewhere.
        if fs::symlink_metadata(&site.lock).is_ok_and(|there| !there.is_file()) {
            let fault = io::Error::other("something that is no file has its name; remove it");
            return Err(WriteError::disk("write the lock file", &site.lock)(fault));
        }
        for _ in 0..TRIES {
            let opened = OpenOptions::new().write(true).create(true).truncate(false).open(&site.lock);
            let file = opened.map_err(WriteError::disk("write the lock file", &site.lock))?;
            match file.try_lock() {
                Ok(()) => {}
                Err(fs::TryLockError::WouldBlock) => break,
                Err(fs::TryLockError::Error(fault)) => {
                    let _ = fs::remove_file(&site.lock);
                    return Err(WriteError::disk("lock the file", &site.lock)(fault));
                }
            }
            let mut file = file;
            // Who held it before may have removed it after we opened it: then we have locked a file without a name,
            // and the next run would lock another.
            if is_at(&file, site).map_err(WriteError::disk("look at", &site.lock))? {
                // Only told to whom it keeps out; without it the lock is as good.
                let _ = file.set_len(0).and_then(|()| write!(file, "{}", std::process::id()));
                return Ok(Self { path: site.lock.clone(), _file: file });
            }
        }
        let process = fs::read_to_string(&site.lock).ok().and_then(|text| text.trim().parse().ok());
        Err(WriteError::Busy { out: site.out.clone(), process })
    }

    /// Fails with [`WriteError::Busy`], at once, if another run holds it.
    ///
    /// Windows itself keeps a file to whoever opened it, and removes it when they close it or end.
    #[cfg(windows)]
    pub(super) fn take(site: &Site) -> Result<Self, WriteError> {
        use std::os::windows::fs::OpenOptionsExt as _;
        const GENERIC_WRITE: u32 = 0x4000_0000;
        const DELETE: u32 = 0x0001_0000;
        const FILE_FLAG_DELETE_ON_CLOSE: u32 = 0x0400_0000;
        const ERROR_SHARING_VIOLATION: i32 = 32;
        let opened = OpenOptions::new()
            .write(true)
            .create(true)
            .truncate(false)
            .access_mode(GENERIC_WRITE | DELETE)
            .share_mode(0)
            .custom_flags(FILE_FLAG_DELETE_ON_CLOSE)
            .open(&site.lock);
        match opened {
            Ok(file) => Ok(Self { path: site.lock.clone(), _file: file }),
            Err(fault) if fault.raw_os_error() == Some(ERROR_SHARING_VIOLATION) => {
                Err(WriteError::Busy { out: site.out.clone(), process: None })
            }
            Err(fault) => Err(WriteError::disk("write the lock file", &site.lock)(fault)),
        }
    }
}

/// Whether the lock file's name still leads to this file.
#[cfg(unix)]
pub(super) fn is_at(file: &File, site: &Site) -> io::Result<bool> {
    use std::os::unix::fs::MetadataExt as _;
    let ours = file.metadata()?;
    match fs::symlink_metadata(&site.lock) {
        Ok(there) => Ok((ours.dev(), ours.ino()) == (there.dev(), there.ino())),
        Err(fault) if fault.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(fault) => Err(fault),
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // While still locked, so that nobody can hold a lock on the name we remove.
        let _ = fs::remove_file(&self.path);
    }
}
