"""What radio sets and apps are given: ICY streams, lists of them, the state."""
