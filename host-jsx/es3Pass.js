// The last step of the host bundle: what TypeScript's ES5 output still has that ExtendScript's ES3 parser lacks.
// Reserved words as keys get quotes; a conditional inside a conditional, and && beside ||, get brackets, because
// ExtendScript reads them from left to right. No minifier may run afterwards: each of them strips the brackets.
const babel = require('@babel/core')

const NAME = 'es3Pass'

/** Told by every call when the script could not be loaded; Premiere itself would say nothing. */
const BEFORE = 'try {\n'
const AFTER = `
} catch (error) {
  (function (text) {
    $.global.__dubstage = {
      call: function () {
        return '{"ok":false,"problem":{"code":"host-script-error","where":"loading","detail":"' + text + '"}}'
      }
    };
  })(String(error).replace(/[^A-Za-z0-9 .,:;()]/g, ' '));
}
`

/** Babel plugin: brackets where ExtendScript needs them. */
const brackets = ({ types }) => {
  const bracket = (path) => path.replaceWith(types.parenthesizedExpression(path.node))
  return {
    visitor: {
      ConditionalExpression: {
        exit: (path) => {
          if (path.parentPath.isConditionalExpression()) bracket(path)
        },
      },
      LogicalExpression: {
        exit: (path) => {
          const { parentPath } = path
          if (parentPath.isLogicalExpression() && parentPath.node.operator !== path.node.operator)
            bracket(path)
        },
      },
    },
  }
}

/** Webpack plugin: rewrites every emitted .jsx. */
class Es3Pass {
  rewrite(source) {
    return babel.transformSync(source, {
      babelrc: false,
      configFile: false,
      sourceType: 'script',
      compact: false,
      comments: false, // and with them every character outside ASCII: evalFile reads the system's code page
      plugins: [
        '@babel/plugin-transform-member-expression-literals',
        '@babel/plugin-transform-property-literals',
        '@babel/plugin-transform-reserved-words',
        brackets,
      ],
    }).code
  }

  apply(compiler) {
    const { sources, Compilation } = compiler.webpack
    compiler.hooks.thisCompilation.tap(NAME, (compilation) => {
      const stage = Compilation.PROCESS_ASSETS_STAGE_OPTIMIZE_COMPATIBILITY
      compilation.hooks.processAssets.tap({ name: NAME, stage }, (assets) => {
        for (const file of Object.keys(assets).filter((each) => each.endsWith('.jsx'))) {
          const source = BEFORE + assets[file].source() + AFTER
          compilation.updateAsset(file, new sources.RawSource(this.rewrite(source)))
        }
      })
    })
  }
}

module.exports = { Es3Pass }
