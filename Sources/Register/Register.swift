enum RegisterPlaceholder {}
