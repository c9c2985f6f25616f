namespace SharedKernel.Access;

/// <summary>What a profile type may be allowed to do. Which profile type may do what is one table, in Identity.</summary>
public enum Right
{
    SeeCustomers,
    RefreshData,
    DownloadReports,
    EditCustomers,
    ImportCustomers,
    DefineDataFields,
    ShareDocuments,
    ManagePanels,
    ErasePersonalData,
    InviteStaff,
    ManageStaff,
    ManageSettings,
    ReadAuditLog,
}

/// <summary>How far a right reaches: nothing, the person's own engagements and customers, or the whole firm.</summary>
public enum Reach
{
    None,
    Own,
    All,
}

/// <summary>Which side of the house a membership belongs to.</summary>
public enum Side
{
    Staff,
    Portal,
}
