//! What a reader is to learn from an experiment: `[lesson]`.
//!
//! Its texts are Markdown with formulas in LaTeX, `$…$` within a line and `$$…$$` on lines of their own
//! ([`prose`](crate::prose) says what else they may hold). No part of it belongs to a run.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What a reader is to learn: a question to answer before looking, why things are as they are, exercises.
///
/// The texts are Markdown with `$formulas$` and, on lines of their own, `$$displayed formulas$$`. Literal strings
/// between `'''` need no escapes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Lesson {
    /// The rows of the course's index that it teaches, "M42".
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lecture: Vec<String>,
    /// A question to answer before looking, so that a wrong intuition shows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub predict: Option<String>,
    /// The answer to the question in a sentence, of a worked example (`[[expect]]`); elsewhere claims give it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1))]
    pub answer: Option<String>,
    /// What happens and why, in a few paragraphs.
    #[schemars(length(min = 1))]
    pub idea: String,
    /// Why the result of this experiment is as it is.
    #[schemars(length(min = 1))]
    pub because: String,
    /// Exercises with their answers, which the report folds.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub exercises: Vec<Exercise>,
}

/// An exercise.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Exercise {
    /// What is to be done.
    #[schemars(length(min = 1))]
    pub text: String,
    /// The answer.
    #[schemars(length(min = 1))]
    pub answer: String,
}

impl Lesson {
    /// Every text with its path below the lesson: `idea`, `exercises[0].answer`.
    pub fn texts(&self) -> Vec<(String, &str)> {
        let predict = self.predict.as_deref().map(|predict| ("predict".to_owned(), predict));
        let answer = self.answer.as_deref().map(|answer| ("answer".to_owned(), answer));
        let own = [("idea".to_owned(), self.idea.as_str()), ("because".to_owned(), self.because.as_str())];
        let exercises = self.exercises.iter().enumerate().flat_map(|(number, exercise)| {
            let at = |key: &str| format!("exercises[{number}].{key}");
            [(at("text"), exercise.text.as_str()), (at("answer"), exercise.answer.as_str())]
        });
        predict.into_iter().chain(answer).chain(own).chain(exercises).collect()
    }
}
