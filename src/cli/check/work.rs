//! Checks many documents at once and writes what is found in their order.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::sync::{Condvar, Mutex, PoisonError};
use std::time::{Duration, Instant};

use super::files::{Input, Inputs};
use crate::cli::io::Io;

/// So long nobody wonders whether anything happens.
const PATIENCE: Duration = Duration::from_secs(1);
/// How often it is shown how far the work has come.
const TICK: Duration = Duration::from_millis(100);
/// So many documents for each thread may be ahead of the one that is to be written next. More would fill the memory while a
/// large one is checked.
const AHEAD: usize = 16;

/// Does `check` for each document, with as many threads as there are processors, and `write` with what came of it, in the
/// order of the documents.
pub(super) fn run<T: Send>(
    inputs: &Inputs,
    check: &(impl Fn(&Input) -> T + Sync),
    mut write: impl FnMut(&Input, T, &mut Io<'_>),
    io: &mut Io<'_>,
) {
    let inputs = &inputs.list;
    // Most often it is one, and then threads would only cost.
    if let [input] = inputs.as_slice() {
        return write(input, check(input), io);
    }
    let threads = std::thread::available_parallelism().map_or(1, usize::from).min(inputs.len());
    let next = AtomicUsize::new(0);
    let turn = Turn::default();
    let (sender, receiver) = mpsc::channel();
    let started = Instant::now();
    std::thread::scope(|scope| {
        for _ in 0..threads {
            let (sender, next, turn) = (sender.clone(), &next, &turn);
            scope.spawn(move || {
                loop {
                    let index = next.fetch_add(1, Ordering::Relaxed);
                    let Some(input) = inputs.get(index) else { break };
                    turn.wait_until_near(index, AHEAD * threads);
                    if sender.send((index, check(input))).is_err() {
                        break;
                    }
                }
            });
        }
        drop(sender);
        let mut waiting = BTreeMap::new();
        let mut wanted = 0;
        loop {
            match receiver.recv_timeout(TICK) {
                Ok((index, outcome)) => _ = waiting.insert(index, outcome),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => break,
            }
            while let (Some(outcome), Some(input)) = (waiting.remove(&wanted), inputs.get(wanted)) {
                write(input, outcome, io);
                wanted += 1;
            }
            turn.comes_to(wanted);
            if started.elapsed() > PATIENCE {
                io.progress(&format!("checked {wanted} of {}", inputs.len()));
            }
        }
    });
    io.end_of_progress();
}

/// Whose turn it is to be written.
#[derive(Default)]
struct Turn {
    wanted: Mutex<usize>,
    moved: Condvar,
}

impl Turn {
    /// Waits until no more than that many come before.
    fn wait_until_near(&self, index: usize, ahead: usize) {
        let wanted = self.wanted.lock().unwrap_or_else(PoisonError::into_inner);
        let is_far = |wanted: &mut usize| index > wanted.saturating_add(ahead);
        drop(self.moved.wait_while(wanted, is_far).unwrap_or_else(PoisonError::into_inner));
    }

    fn comes_to(&self, index: usize) {
        *self.wanted.lock().unwrap_or_else(PoisonError::into_inner) = index;
        self.moved.notify_all();
    }
}
