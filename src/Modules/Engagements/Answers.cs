using SharedKernel.Results;
using SharedKernel.Web;

namespace Engagements;

/// <summary>What a button of a page answers: a message, and the page that the person came from.</summary>
internal static class Answers
{
    public static IResult Back(this Toasts toasts, Result result, string done, string? back, string otherwise)
    {
        if (result.Failed && result.Failure.Message is null)
            return result.Failure.ToProblem();
        if (result.Failed)
            toasts.Show(result.Failure.Message!, Tone.Danger);
        else
            toasts.Show(done);
        return TypedResults.LocalRedirect(LocalAddress.Or(back, otherwise));
    }
}
