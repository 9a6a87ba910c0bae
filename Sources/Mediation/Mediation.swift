enum MediationPlaceholder {}
