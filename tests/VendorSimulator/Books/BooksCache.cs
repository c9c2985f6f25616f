namespace VendorSimulator.Books;

/// <summary>
/// Keeps the most recently read books. Bounded, because a demo that refreshes for days makes many revisions and
/// only the newest few are ever read again.
/// </summary>
internal sealed class BooksCache(int capacity)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(Guid, int), LinkedListNode<Slot>> _slots = [];
    private readonly LinkedList<Slot> _recent = new();

    public CompanyBooks GetOrMake(Guid companyId, int revision, Func<CompanyBooks> make)
    {
        Lazy<CompanyBooks> books;
        lock (_lock)
        {
            if (_slots.TryGetValue((companyId, revision), out var found))
            {
                _recent.Remove(found);
                _recent.AddFirst(found);
                books = found.Value.Books;
            }
            else
            {
                books = new Lazy<CompanyBooks>(make);
                _slots[(companyId, revision)] = _recent.AddFirst(new Slot(companyId, revision, books));
                if (_slots.Count > capacity)
                {
                    var oldest = _recent.Last!.Value;
                    _recent.RemoveLast();
                    _slots.Remove((oldest.CompanyId, oldest.Revision));
                }
            }
        }

        // Made outside the lock: one company's long books must not hold up the others.
        return books.Value;
    }

    private sealed record Slot(Guid CompanyId, int Revision, Lazy<CompanyBooks> Books);
}
