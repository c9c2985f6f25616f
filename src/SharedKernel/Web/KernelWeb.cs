using System.Net;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.WebEncoders;
using SharedKernel.Access;

namespace SharedKernel.Web;

public static class KernelWeb
{
    public static IHostApplicationBuilder AddKernelWeb(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddRazorComponents();
        services.AddScoped<HtmlRenderer>();
        services.AddHttpContextAccessor();
        services.AddLocalization();
        services.AddProblemDetails();
        services.AddAntiforgery(o =>
        {
            o.Cookie.Name = "antiforgery";
            o.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            o.SuppressXFrameOptionsHeader = true;
        });
        // The default name is the folder that the host runs from: two hosts would refuse each other's tokens.
        services.AddDataProtection().SetApplicationName("data-refresh");
        services.AddHealthChecks();
        services.AddApiDescription();
        services.AddRateLimiter(o => o.RejectionStatusCode = StatusCodes.Status429TooManyRequests);
        services.AddHsts(o => (o.MaxAge, o.IncludeSubDomains) = (TimeSpan.FromDays(365), true));
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddScoped<Current>();
        services.AddScoped<Toasts>();
        services.AddScoped<Here>();

        // Accents are written as they are, not as entities.
        services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        services.Configure<WebEncoderOptions>(o => o.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));

        services.AddAuthentication();
        services.AddAuthorizationBuilder()
            .SetDefaultPolicy(new AuthorizationPolicyBuilder().AddRequirements(new DecidedRequirement()).Build())
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().AddRequirements(new DecidedRequirement()).Build());
        services.AddScoped<IAuthorizationHandler, DecidedHandler>();
        services.AddScoped<IAuthorizationMiddlewareResultHandler, Refusals>();

        // A proxy's word about scheme and address counts only when the operator named that proxy.
        services.Configure<ForwardedHeadersOptions>(o =>
        {
            o.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            o.KnownIPNetworks.Clear();
            o.KnownProxies.Clear();
            foreach (var proxy in builder.Configuration.GetSection("KnownProxies").Get<string[]>() ?? [])
                o.KnownProxies.Add(IPAddress.Parse(proxy));
        });
        return builder;
    }

    /// <summary>Everything between the socket and the endpoints, in the one order that works.</summary>
    public static void UseKernelWeb(this WebApplication app)
    {
        if (app.Configuration.GetSection("KnownProxies").GetChildren().Any())
            app.UseForwardedHeaders();
        app.Use(SecurityHeaders.Add);
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandler = ErrorPages.AnswerException,
            StatusCodeSelector = ErrorPages.StatusOf,
            AllowStatusCode404Response = true,
        });
        if (!app.Environment.IsDevelopment())
            app.UseHsts();
        app.UseStatusCodePages(ErrorPages.AnswerStatus);
        app.Use(Guards.CrossSite);
        app.UseRouting();
        app.UseAuthentication();
        app.Use(EnterPerson);
        app.UseRateLimiter();
        app.UseAuthorization();
        app.Use(Guards.EndedTrial);
        app.Use(Guards.Antiforgery);
        app.UseAntiforgery();
    }

    private static async Task EnterPerson(HttpContext context, RequestDelegate next)
    {
        var services = context.RequestServices;
        if (services.GetService<IPersonSource>() is { } people && await people.Find(context) is { } person)
            services.GetRequiredService<Current>().Enter(person);
        Languages.Apply(context);
        context.Response.OnStarting(services.GetRequiredService<Toasts>().Deliver);
        await next(context);
    }
}
