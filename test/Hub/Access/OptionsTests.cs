using System.ComponentModel.DataAnnotations;
using FlextMonitor.Hub.Access;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Hub.Tests.Access;

/// <summary>What the settings of this room may hold.</summary>
public sealed class OptionsTests
{
    [Fact]
    public void AddAccess_HashesPasswordsAtTheCostThatIsRecommended()
    {
        using var services = new ServiceCollection().AddAccess().BuildServiceProvider();

        services.GetRequiredService<IOptions<PasswordHasherOptions>>().Value.IterationCount.ShouldBe(210_000);
    }

    [Theory]
    [InlineData("https://wall.example", true)]
    [InlineData("http://localhost:8080", true)]
    [InlineData("http://[::1]:8080", true)]
    [InlineData("https://wall.example/", false)]
    [InlineData("https://wall.example/path", false)]
    [InlineData("https://ada@wall.example", false)]
    [InlineData("https://*.wall.example", false)]
    [InlineData("*", false)]
    [InlineData("null", false)]
    [InlineData("wall.example", false)]
    [InlineData("ftp://wall.example", false)]
    [InlineData("", false)]
    public void Validate_OfAnOrigin_TakesSchemeHostAndPortAlone(string origin, bool good)
    {
        var validation = new OriginOptions.Validation(new ConfigurationBuilder().Build());

        var result = validation.Validate(null, new OriginOptions { AllowedOrigins = { origin } });

        result.Succeeded.ShouldBe(good);
        if (!good)
        {
            result.Failures.ShouldHaveSingleItem().ShouldStartWith($"Hub:AllowedOrigins:0 is '{origin}', but must be an origin");
        }
    }

    [Theory]
    [InlineData(null, null, true)]
    [InlineData("", "", true)]
    [InlineData("ada@example.com", "correct-horse", true)]
    [InlineData("ada@example.com", "correct-hor", false)]
    [InlineData("ada@example.com", null, false)]
    [InlineData("ada@example.com", "            ", false)]
    [InlineData("ada@example.com", " 1 2 3 4 5 6", true)]
    [InlineData(" ada@example.com", "correct-horse", false)]
    [InlineData("ada@example.com\n", "correct-horse", false)]
    [InlineData(" ", "correct-horse", false)]
    [InlineData("ada", "correct-horse", false)]
    [InlineData(null, "correct-horse", false)]
    public void Validate_OfTheFirstAdministrator_TakesBothOrNeither(string? email, string? password, bool good)
    {
        var result = new AdminOptions.Validation().Validate(null, new AdminOptions { Email = email, Password = password });

        result.Succeeded.ShouldBe(good);
        if (!good && !string.IsNullOrWhiteSpace(password))
        {
            result.FailureMessage!.ShouldNotContain(password);
        }
    }

    [Theory]
    [InlineData(256, 1024, null)]
    [InlineData(257, 1024, "Admin:Email is '")]
    [InlineData(256, 1025, "Admin:Password holds 1025 characters")]
    public void Validate_OfTheFirstAdministrator_TakesNothingLongerThanASignInDoes(int emailLength, int passwordLength, string? failure)
    {
        const string Domain = "@example.com";
        var administrator = new AdminOptions { Email = new string('a', emailLength - Domain.Length) + Domain, Password = new string('x', passwordLength) };
        var signIn = new LoginRequest(administrator.Email, administrator.Password);

        var result = new AdminOptions.Validation().Validate(null, administrator);

        result.Succeeded.ShouldBe(failure is null);
        (result.FailureMessage ?? "").ShouldStartWith(failure ?? "");
        Validator.TryValidateObject(signIn, new ValidationContext(signIn), null, validateAllProperties: true).ShouldBe(failure is null);
    }

    [Theory]
    [InlineData("PasswordTooShort", "Password")]
    [InlineData("DuplicateEmail", "Email")]
    [InlineData("InvalidUserName", "Email")]
    public void FieldOf_AnErrorOfIdentity_IsWhatToChange(string code, string field) => Accounts.FieldOf(new IdentityError { Code = code }).ShouldBe(field);
}
