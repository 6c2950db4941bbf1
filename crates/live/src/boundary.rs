//! The boundary between a page and the module: bytes that are handed over by their address.
//!
//! ```text
//! request = take(n)            space for n bytes, which the page fills; 0 where n is too large
//! answer = ask(request, n)     gives the request back, and takes the answer: its length in 4 bytes, then its bytes
//! give_back(answer)
//! ```
//!
//! Texts are JSON in UTF-8. Every address is given back once; what is unsafe is that nobody checks that.

use std::cell::RefCell;
use std::ptr::{self, slice_from_raw_parts_mut};

use crate::answer::Sessions;
use crate::limits;

thread_local! {
    static SESSIONS: RefCell<Sessions> = RefCell::default();
}

/// The bytes in front of an answer that hold its length.
const LENGTH: usize = 4;

/// Space for a request of so many bytes; 0 where no request is that long.
#[allow(unsafe_code)]
#[unsafe(no_mangle)]
pub extern "C" fn take(bytes: usize) -> *mut u8 {
    if bytes > limits::REQUEST {
        return ptr::null_mut();
    }
    let space: Box<[u8]> = vec![0; bytes].into_boxed_slice();
    Box::into_raw(space).cast()
}

/// Answers the request of so many bytes at this address, and frees it.
///
/// # Safety
/// The address is from [`take`] of the same number of bytes, and was not given back.
#[allow(unsafe_code)]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ask(request: *mut u8, bytes: usize) -> *mut u8 {
    // SAFETY: `take` made a box of this length and gave it away.
    let request = unsafe { Box::from_raw(slice_from_raw_parts_mut(request, bytes)) };
    let text = SESSIONS.with_borrow_mut(|sessions| sessions.answer(&request));
    let mut answer: Vec<u8> = Vec::with_capacity(LENGTH + text.len());
    answer.extend((text.len() as u32).to_le_bytes());
    answer.extend(text);
    Box::into_raw(answer.into_boxed_slice()).cast()
}

/// Frees an answer.
///
/// # Safety
/// The address is from [`ask`], and was not given back.
#[allow(unsafe_code)]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn give_back(answer: *mut u8) {
    let mut length = [0; LENGTH];
    // SAFETY: an answer begins with its length, and `ask` made a box of both together.
    unsafe {
        ptr::copy_nonoverlapping(answer, length.as_mut_ptr(), LENGTH);
        let bytes = LENGTH + u32::from_le_bytes(length) as usize;
        drop(Box::from_raw(slice_from_raw_parts_mut(answer, bytes)));
    }
}

#[cfg(test)]
mod tests {
    use super::{LENGTH, ask, give_back, take};
    use crate::limits;

    /// As a page does it.
    #[allow(unsafe_code)]
    fn asked(text: &str) -> String {
        let request = take(text.len());
        // SAFETY: addresses are used as the page uses them, each given back once.
        unsafe {
            request.copy_from_nonoverlapping(text.as_ptr(), text.len());
            let answer = ask(request, text.len());
            let length = u32::from_le_bytes(std::slice::from_raw_parts(answer, LENGTH).try_into().expect("four"));
            let bytes = std::slice::from_raw_parts(answer.add(LENGTH), length as usize);
            let text = String::from_utf8(bytes.to_vec()).expect("answers are text");
            give_back(answer);
            text
        }
    }

    #[test]
    fn bytes_go_over_and_come_back() {
        assert_eq!(asked(r#"{"ask": "sing"}"#), r#"{"error":"nobody can be asked to \"sing\""}"#);
        assert!(asked("").starts_with(r#"{"error":"the request is not JSON"#));
        assert!(take(limits::REQUEST + 1).is_null());
    }
}
