"""The office's screens for questions: inbox, one question with its next steps, answers, letters, reports upward."""
