namespace SharedKernel.Access;

/// <summary>
/// The firm, and where somebody is signed in the person, that this unit of work acts for. Every query of a
/// tenant-owned entity is filtered by it. A request enters with its person; background work enters with a firm.
/// </summary>
public sealed class Current
{
    private Guid? firmId;

    /// <summary>The signed-in person, or null for anonymous requests and background work.</summary>
    public Person? Someone { get; private set; }

    /// <summary>The signed-in person; only for endpoints that require one.</summary>
    public Person Person => Someone ?? throw new InvalidOperationException("Nobody is signed in here.");

    /// <summary>The firm that queries see. Empty when no firm was entered: then they see nothing.</summary>
    public Guid FirmId => firmId ?? Guid.Empty;

    public void Enter(Person person)
    {
        Someone = person;
        firmId = person.FirmId;
    }

    public void EnterFirm(Guid firm) => firmId = firm;
}
