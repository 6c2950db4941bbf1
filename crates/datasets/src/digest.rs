//! The SHA-256 of a data file, taken from the very bytes that are parsed: where a file is replaced while it is read,
//! the digest is that of the bytes that the numbers come from.

use std::fmt;
use std::io::{self, Read};
use std::sync::{Arc, Mutex};

use sha2::{Digest, Sha256};

/// The digest of a file that is being read by a [`DigestingReader`].
#[derive(Clone, Default)]
pub struct FileDigest(Arc<Mutex<Option<Hashed>>>);

struct Hashed {
    file: Box<dyn Read + Send>,
    hash: Sha256,
}

/// The bytes of a file, hashed as they pass.
pub struct DigestingReader(FileDigest);

impl FileDigest {
    /// Begins with the file; what was read before is forgotten.
    pub fn reader(&self, file: impl Read + Send + 'static) -> DigestingReader {
        *self.hashed() = Some(Hashed { file: Box::new(file), hash: Sha256::new() });
        DigestingReader(self.clone())
    }

    /// 64 hexadecimal digits. What nobody has read yet is read here; none if no reader was ever asked for.
    pub fn finish(&self) -> io::Result<Option<String>> {
        io::copy(&mut DigestingReader(self.clone()), &mut io::sink())?;
        let hex = |hash: &Sha256| hash.clone().finalize().iter().map(|byte| format!("{byte:02x}")).collect();
        Ok(self.hashed().as_ref().map(|hashed| hex(&hashed.hash)))
    }

    fn hashed(&self) -> std::sync::MutexGuard<'_, Option<Hashed>> {
        self.0.lock().expect("nothing panics while it holds the hash")
    }
}

impl Read for DigestingReader {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let mut hashed = self.0.hashed();
        let Some(Hashed { file, hash }) = hashed.as_mut() else { return Ok(0) };
        let length = file.read(buffer)?;
        hash.update(&buffer[..length]);
        Ok(length)
    }
}

/// Two sources are equal if they name the same file, whatever was read of it.
impl PartialEq for FileDigest {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for FileDigest {}

impl fmt::Debug for FileDigest {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("FileDigest")
    }
}
