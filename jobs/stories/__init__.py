"""Join articles into stories, and train the topic learner."""
