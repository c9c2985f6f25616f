using SharedKernel.Results;
using SharedKernel.Web;

namespace Identity.StaffUsers;

internal static class BackToListAnswer
{
    /// <summary>After a button of the list: back to it, with a message on what was done or why it was not.</summary>
    public static IResult BackToList(this Result<string> result, Toasts toasts, Func<string, string> done)
    {
        if (result is { Failed: true, Failure: { Message: null } failure })
            return failure.ToProblem();
        if (result.Failed)
            toasts.Show(result.Failure.Message!, Tone.Danger);
        else
            toasts.Show(done(result.Value));
        return TypedResults.LocalRedirect("/admin/users");
    }
}
