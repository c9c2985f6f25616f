using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Identity;
using SharedKernel.Results;

namespace Identity.Accounts;

/// <summary>
/// Makes and checks password hashes. That is slow on purpose, so only a few run at a time and the rest queue: a
/// storm of sign-ins takes no page down with it.
/// </summary>
internal sealed class Passwords : IDisposable
{
    private readonly IPasswordHasher<Account> hasher;
    private readonly string hashOfNobody;
    private readonly ConcurrencyLimiter lane = new(new ConcurrencyLimiterOptions
    {
        PermitLimit = Math.Max(1, Environment.ProcessorCount / 2),
        QueueLimit = 200,
        QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    });

    public Passwords(IPasswordHasher<Account> hasher)
    {
        this.hasher = hasher;
        hashOfNobody = hasher.HashPassword(null!, Guid.NewGuid().ToString());
    }

    public static Failure Busy { get; } = new("too-many-requests", StatusCodes.Status429TooManyRequests);

    /// <summary>Takes as long for an account that does not exist or has no password: the answer must not tell.</summary>
    public async Task<Result<bool>> Check(Account? account, string password, CancellationToken token)
    {
        using var lease = await lane.AcquireAsync(1, token);
        if (!lease.IsAcquired)
            return Busy;
        var verdict = await Task.Run(
            () => hasher.VerifyHashedPassword(account!, account?.PasswordHash ?? hashOfNobody, password), token);
        return account is { HasPassword: true } && verdict != PasswordVerificationResult.Failed;
    }

    public async Task<Result<string>> Hash(string password, CancellationToken token)
    {
        using var lease = await lane.AcquireAsync(1, token);
        if (!lease.IsAcquired)
            return Busy;
        return await Task.Run(() => hasher.HashPassword(null!, password), token);
    }

    public void Dispose() => lane.Dispose();
}
