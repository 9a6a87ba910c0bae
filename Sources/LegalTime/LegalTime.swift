enum LegalTimePlaceholder {}
